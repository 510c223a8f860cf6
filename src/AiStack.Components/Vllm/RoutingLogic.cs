namespace AiStack.Components.Vllm;

/// <summary>How a router spreads the requests for a model over its replicas.</summary>
/// <remarks>Source: production-stack router, <c>--routing-logic</c>.</remarks>
public enum RoutingLogic
{
    /// <summary>Each replica in turn.</summary>
    RoundRobin,

    /// <summary>Requests with the same session header go to the same replica.</summary>
    Session,

    /// <summary>Requests with the same beginning go to the same replica, whose prefix cache then helps.</summary>
    PrefixAware,

    /// <summary>Requests go to the replica whose KV cache holds most of their beginning; needs LMCache in the engines.</summary>
    KvAware,
}
