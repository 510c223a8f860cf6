namespace Aspire.Hosting.Pipelines;

/// <summary>Somebody who has to hear of a pipeline's end before the application stops.</summary>
internal interface IPipelineEnd
{
    /// <summary>Called once; the application stops when it is done.</summary>
    /// <param name="failure">Why the pipeline failed; <see langword="null"/>: it did not.</param>
    Task EndedAsync(string? failure);
}
