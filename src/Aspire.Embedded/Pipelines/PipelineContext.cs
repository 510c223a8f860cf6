using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>For whom a pipeline runs.</summary>
/// <param name="model">The application.</param>
/// <param name="executionContext">What the AppHost was started for.</param>
/// <param name="serviceProvider">The application's services.</param>
/// <param name="logger">Takes what is not said by a step.</param>
/// <param name="cancellationToken">Set when it is given up.</param>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public sealed class PipelineContext(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IServiceProvider serviceProvider,
    ILogger logger,
    CancellationToken cancellationToken)
{
    /// <summary>The application.</summary>
    internal DistributedApplicationModel Model { get; } = model;

    /// <summary>What the AppHost was started for.</summary>
    internal DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The application's services.</summary>
    internal IServiceProvider Services { get; } = serviceProvider;

    /// <summary>Takes what is not said by a step.</summary>
    internal ILogger Logger { get; } = logger;

    /// <summary>Set when it is given up.</summary>
    internal CancellationToken CancellationToken { get; set; } = cancellationToken;
}
