namespace AiStack.Kubernetes.Secrets;

/// <summary>A Secret that objects of the publication refer to. No file holds its values.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
public sealed record RequiredSecret(string Namespace, string Name)
{
    /// <summary>What it has to hold, in the order of first use.</summary>
    public IReadOnlyList<SecretEntry> Entries { get; init; } = [];

    /// <summary>Type of the Secret.</summary>
    /// <value>Default: <c>Opaque</c>.</value>
    public string Type { get; init; } = "Opaque";

    /// <summary>Who uses it, for the reader.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Who makes it while the stack runs, such as an operator. Nobody else has to then.</summary>
    /// <value><see langword="null"/> (default): nobody does.</value>
    public string? MadeBy { get; init; }

    /// <summary>Namespace in which an operator makes a Secret of this name, which this one is a copy of.</summary>
    /// <value><see langword="null"/> (default): it is no copy.</value>
    public string? CopyOf { get; init; }
}
