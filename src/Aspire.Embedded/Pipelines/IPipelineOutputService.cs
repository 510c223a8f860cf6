using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Pipelines;

/// <summary>Knows where a pipeline writes.</summary>
[Experimental("ASPIREPIPELINES004", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public interface IPipelineOutputService
{
    /// <summary>The directory that was given with <c>--output-path</c>, else <c>aspire-output</c> beside the AppHost. It is not created.</summary>
    /// <returns>Its absolute path.</returns>
    string GetOutputDirectory();
}
