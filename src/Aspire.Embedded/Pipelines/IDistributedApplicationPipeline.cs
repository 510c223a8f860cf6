using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Pipelines;

/// <summary>What is done when an AppHost was started to publish: steps, each after those it depends on.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public interface IDistributedApplicationPipeline
{
    /// <summary>Adds a step.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="action">What it does.</param>
    /// <param name="dependsOn">Steps that come before it: a name or several.</param>
    /// <param name="requiredBy">Steps that come after it: a name or several.</param>
    /// <exception cref="InvalidOperationException">There is a step of this name.</exception>
    /// <exception cref="ArgumentException"><paramref name="dependsOn"/> or <paramref name="requiredBy"/> is neither a text nor a list of texts.</exception>
    void AddStep(string name, Func<PipelineStepContext, Task> action, object? dependsOn = null, object? requiredBy = null);

    /// <summary>Adds a step.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="InvalidOperationException">There is a step of this name.</exception>
    void AddStep(PipelineStep step);

    /// <summary>Carries out the steps that were asked for.</summary>
    /// <param name="context">For whom.</param>
    /// <returns>Done when all steps are.</returns>
    Task ExecuteAsync(PipelineContext context);
}
