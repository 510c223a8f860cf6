using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>A step being carried out.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public sealed class PipelineStepContext
{
    /// <summary>For whom the pipeline runs.</summary>
    public required PipelineContext PipelineContext { get; init; }

    /// <summary>Shows the user how the step goes.</summary>
    public required IReportingStep ReportingStep { get; init; }

    /// <summary>The application.</summary>
    internal DistributedApplicationModel Model => PipelineContext.Model;

    /// <summary>What the AppHost was started for.</summary>
    internal DistributedApplicationExecutionContext ExecutionContext => PipelineContext.ExecutionContext;

    /// <summary>The application's services.</summary>
    public IServiceProvider Services => PipelineContext.Services;

    /// <summary>Takes what the step has to say.</summary>
    internal ILogger Logger => PipelineContext.Logger;

    /// <summary>Set when the pipeline is given up.</summary>
    public CancellationToken CancellationToken => PipelineContext.CancellationToken;
}
