using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Pipelines;

/// <summary>A step of a pipeline.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public class PipelineStep
{
    /// <summary>Its name, unique in the pipeline.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required Func<PipelineStepContext, Task> Action { get; init; }

    /// <summary>What it is for, in words.</summary>
    internal string? Description { get; init; }

    /// <summary>Steps that come before it.</summary>
    [SuppressMessage("Design", "CA1002:Do not expose generic lists", Justification = "Aspire does.")]
    public List<string> DependsOnSteps { get; init; } = [];

    /// <summary>Steps that come after it.</summary>
    [SuppressMessage("Design", "CA1002:Do not expose generic lists", Justification = "Aspire does.")]
    public List<string> RequiredBySteps { get; init; } = [];
}
