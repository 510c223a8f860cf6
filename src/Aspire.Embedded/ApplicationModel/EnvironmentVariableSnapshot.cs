namespace Aspire.Hosting.ApplicationModel;

/// <summary>An environment variable that the dashboard shows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsFromSpec">Whether the application set it, rather than the image or this machine.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec)
{
    internal bool IsSecret { get; init; }
}
