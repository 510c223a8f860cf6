using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Pipelines;

/// <summary>Keeps the steps, and carries out the one that was asked for after those it needs.</summary>
internal sealed class DistributedApplicationPipeline : IDistributedApplicationPipeline
{
    private readonly List<PipelineStep> _steps =
    [
        new() { Name = WellKnownPipelineSteps.PublishPrereq, Action = static _ => Task.CompletedTask },
        new() { Name = WellKnownPipelineSteps.Publish, Action = static _ => Task.CompletedTask, DependsOnSteps = [WellKnownPipelineSteps.PublishPrereq] },
        ManifestFile.Step,
    ];

    public void AddStep(string name, Func<PipelineStepContext, Task> action, object? dependsOn = null, object? requiredBy = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(action);

        AddStep(new PipelineStep { Name = name, Action = action, DependsOnSteps = Several(dependsOn, nameof(dependsOn)), RequiredBySteps = Several(requiredBy, nameof(requiredBy)) });
    }

    public void AddStep(PipelineStep step)
    {
        ArgumentNullException.ThrowIfNull(step);

        if (_steps.Any(other => other.Name == step.Name))
        {
            throw new InvalidOperationException($"A step with the name '{step.Name}' has already been added to the pipeline.");
        }

        _steps.Add(step);
    }

    public async Task ExecuteAsync(PipelineContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var order = PipelineOrder.Of(_steps, AppHostConfiguration.Step(context.Services.GetRequiredService<IConfiguration>()));
        var reporter = context.Services.GetRequiredService<IPipelineActivityReporter>();

        foreach (var step in order)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            await ExecuteAsync(step, context, reporter).ConfigureAwait(false);
        }
    }

    private static async Task ExecuteAsync(PipelineStep step, PipelineContext context, IPipelineActivityReporter reporter)
    {
        var reporting = await reporter.CreateStepAsync(step.Name, context.CancellationToken).ConfigureAwait(false);
        await using (reporting.ConfigureAwait(false))
        {
            try
            {
                await step.Action(new PipelineStepContext { PipelineContext = context, ReportingStep = reporting }).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                await reporting.CompleteAsync(exception.Message, CompletionState.CompletedWithError, CancellationToken.None).ConfigureAwait(false);
                throw new DistributedApplicationException($"Step '{step.Name}' failed: {exception.Message}", exception);
            }

            await reporting.CompleteAsync(string.Empty, CompletionState.Completed, context.CancellationToken).ConfigureAwait(false);
        }
    }

    private static List<string> Several(object? names, string parameter) => names switch
    {
        null => [],
        string name => [name],
        IEnumerable<string> list => [.. list],
        _ => throw new ArgumentException($"The value must be a string or a collection of strings, but it is a {names.GetType().Name}.", parameter),
    };
}
