using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Pipelines;

/// <summary>Shows the user how a pipeline goes.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
internal interface IPipelineActivityReporter
{
    /// <summary>Shows that a step begins.</summary>
    /// <param name="title">The step.</param>
    /// <param name="cancellationToken">Ends the telling.</param>
    /// <returns>Shows how it goes.</returns>
    Task<IReportingStep> CreateStepAsync(string title, CancellationToken cancellationToken = default);
}
