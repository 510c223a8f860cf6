namespace AiStack.Core;

/// <summary>What a user says about the stack as a whole.</summary>
public sealed record StackSpec : Spec
{
    /// <summary>Name of the stack: a DNS label of at most 40 characters, the label <c>app.kubernetes.io/part-of</c> of everything published.</summary>
    public required string Name { get; init; }

    /// <summary>Domain that hosts are made below: <c>&lt;subdomain&gt;.&lt;domain&gt;</c>.</summary>
    /// <value><see langword="null"/> (default): nothing is exposed.</value>
    public string? Domain { get; init; }

    /// <summary>Whose label marks the nodes of an existing pool.</summary>
    /// <value><see langword="null"/> (default): our own label, which has to be put on the nodes.</value>
    public CloudProvider? Cloud { get; init; }

    /// <summary>What runs models in the cluster.</summary>
    /// <value>Default: the production-stack operator.</value>
    public ServingMode Serving { get; init; }

    /// <summary>How secret values reach the cluster.</summary>
    public SecretsSpec Secrets { get; init; } = new();
}
