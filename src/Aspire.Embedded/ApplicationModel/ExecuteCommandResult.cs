namespace Aspire.Hosting.ApplicationModel;

/// <summary>What became of a command; see <see cref="CommandResults"/>.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it did what it is for.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether somebody gave it up.</summary>
    internal bool Canceled { get; init; }

    /// <summary>What the user is told.</summary>
    public string? Message { get; init; }
}
