using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state of a resource at one moment: what the dashboard shows.</summary>
[DebuggerDisplay("{ResourceType,nq} {State?.Text,nq} {HealthStatus}")]
public sealed record CustomResourceSnapshot
{
    private readonly ImmutableArray<HealthReportSnapshot> _healthReports = [];
    private readonly ResourceStateSnapshot? _state;

    /// <summary>What kind of thing it is: <c>Container</c>, <c>Executable</c>, <c>Parameter</c> or own words.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Its properties.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>When it came into being, in UTC.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it was last started, in UTC.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it last ended, in UTC.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Its state.</summary>
    public ResourceStateSnapshot? State
    {
        get => _state;
        init
        {
            _state = value;
            HealthStatus = Combine(_healthReports, value);
        }
    }

    /// <summary>The exit code it ended with.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether it is well, by all its health checks together.</summary>
    /// <value><see langword="null"/>: it does not run. Unhealthy: a check failed or has not run yet.</value>
    public HealthStatus? HealthStatus { get; private init; }

    /// <summary>What its health checks last said.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports
    {
        get => _healthReports;
        internal init
        {
            _healthReports = value;
            HealthStatus = Combine(value, _state);
        }
    }

    /// <summary>Its environment variables.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Its URLs.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>Its mounts.</summary>
    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    /// <summary>Its arrows in the graph.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Its commands.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>Whether the dashboard does not list it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Name of a Fluent UI icon.</summary>
    /// <value><see langword="null"/> (default): the icon of its kind.</value>
    public string? IconName { get; init; }

    /// <summary>How the icon is drawn.</summary>
    internal IconVariant? IconVariant { get; init; }

    /// <summary>Runs the subscribers of <see cref="ResourceReadyEvent"/>; there once the resource is ready.</summary>
    internal Task? Ready { get; init; }

    private static HealthStatus? Combine(ImmutableArray<HealthReportSnapshot> reports, ResourceStateSnapshot? state)
    {
        if (state?.Text != KnownResourceStates.Running)
        {
            return null;
        }

        return reports.Length == 0
            ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
            : reports.Min(report => report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
    }
}
