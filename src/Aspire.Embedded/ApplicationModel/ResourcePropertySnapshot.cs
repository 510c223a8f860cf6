namespace Aspire.Hosting.ApplicationModel;

/// <summary>A property that the dashboard shows.</summary>
/// <param name="Name">Its name; some names mean something to the dashboard.</param>
/// <param name="Value">Its value: text, number, truth value or a list of those.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether the value is masked.</summary>
    public bool IsSensitive { get; init; }

    internal string? DisplayName { get; init; }

    internal bool IsHighlighted { get; init; }
}
