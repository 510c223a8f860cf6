namespace Aspire.Hosting.Dcp.Objects;

/// <summary>The document through which DCP as a whole is controlled.</summary>
internal sealed record AdminExecution
{
    internal const string Stopping = "Stopping";

    public required string Status { get; init; }
}
