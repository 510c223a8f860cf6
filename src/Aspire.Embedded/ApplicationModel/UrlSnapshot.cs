namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL that the dashboard shows.</summary>
/// <param name="Name">The endpoint's name. <see langword="null"/>: it belongs to none.</param>
/// <param name="Url">The URL.</param>
/// <param name="IsInternal">Whether only the details show it.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Whether nothing answers there now.</summary>
    public bool IsInactive { get; init; }

    /// <summary>How it is shown.</summary>
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}
