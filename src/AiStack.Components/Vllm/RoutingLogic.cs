namespace AiStack.Components.Vllm;

/// <summary>How a router spreads the requests for a model over its replicas.</summary>
/// <remarks>Source: production-stack router, <c>--routing-logic</c>.</remarks>
public enum RoutingLogic
{
    /// <summary>Each replica in turn.</summary>
    RoundRobin,

    /// <summary>Requests with the same session header go to the same replica.</summary>
    Session,
}
