namespace AiStack.Components.Prometheus.Alerts;

/// <summary>An expression that must find nothing; what it finds for a while calls somebody.</summary>
/// <param name="Name">Its name, the same for every model: <c>ModelDown</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Subject">What it is about, as the stack file calls it: the label <c>component</c>.</param>
/// <param name="Expression">PromQL.</param>
internal sealed record AlertRule(string Name, AlertSeverity Severity, string Subject, string Expression)
{
    /// <summary>Namespace of what it is about, by which alerts are often routed.</summary>
    /// <value><see langword="null"/> (default): what the expression finds has a label <c>namespace</c>.</value>
    public string? Namespace { get; init; }

    /// <summary>How long the expression has to find something.</summary>
    public required TimeSpan For { get; init; }

    /// <summary>What is wrong, in a line.</summary>
    public required string Summary { get; init; }

    /// <summary>What that means, with the values involved; a template of Prometheus.</summary>
    public required string Description { get; init; }

    /// <summary>What to look at first, and what helps.</summary>
    public required string Action { get; init; }
}
