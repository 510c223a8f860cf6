namespace AiStack.Components.Vllm;

/// <summary>A vLLM component: models behind one router.</summary>
public sealed record VllmSpec
{
    /// <summary>How the router spreads requests over a model's replicas.</summary>
    /// <value>Default: each in turn.</value>
    public RoutingLogic Routing { get; init; } = RoutingLogic.RoundRobin;

    /// <summary>Request header whose value keeps a conversation on one replica.</summary>
    /// <value>Required for <see cref="RoutingLogic.Session"/>, else <see langword="null"/>.</value>
    public string? SessionKey { get; init; }
}
