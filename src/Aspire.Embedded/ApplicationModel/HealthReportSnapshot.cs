using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a health check last said.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Status">What it said. <see langword="null"/>: it has not run yet.</param>
/// <param name="Description">In its words.</param>
/// <param name="ExceptionText">What went wrong in it.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When it last ran, in UTC.</summary>
    public DateTime? LastRunAt { get; init; }
}
