namespace Aspire.Hosting.Dcp.Objects;

/// <summary>What DCP answers instead of an object when it refuses a request.</summary>
internal sealed record DcpFailure
{
    public string? Message { get; init; }

    public string? Reason { get; init; }
}
