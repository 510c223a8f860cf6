// Aspire marks its pipeline as experimental; a step in it is the only way to take part in `--operation publish`.
#pragma warning disable ASPIREPIPELINES001, ASPIREPIPELINES004
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiStack.Hosting.Publishing;

/// <summary>The step of <c>--operation publish --step publish</c> that writes the stack down for a cluster.</summary>
/// <remarks>It depends on no step, in particular on none that asks for parameters: Aspire would wait forever for one without a value, and none is needed.</remarks>
internal static class PublishStep
{
    internal const string Name = "publish-kubernetes-manifests";
    internal const string Settings = "AiStack:Publish";

    /// <summary>Adds the step where the application is published.</summary>
    internal static void Add(IDistributedApplicationBuilder builder, StackModel model)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            builder.Pipeline.AddStep(Name, step => RunAsync(step, model), requiredBy: WellKnownPipelineSteps.Publish);
        }
    }

    private static async Task RunAsync(PipelineStepContext step, StackModel model)
    {
        try
        {
            var publisher = step.Services.GetService<IStackPublisher>()
                ?? throw new DistributedApplicationException("Nothing was written: the application has nobody who writes a stack down for a cluster.");
            var directory = step.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();
            var settings = step.Services.GetRequiredService<IConfiguration>().GetSection(Settings);
            await publisher.PublishAsync(model.Stack, new(directory, model.Environments.Meant()?.Name, settings), step.CancellationToken).ConfigureAwait(false);
        }
        catch (StackProblemsException problems)
        {
            // Lines of their own, as `aistack check` prints them.
            Environment.ExitCode = 1;
            await Console.Error.WriteLineAsync(problems.Message).ConfigureAwait(false);
            throw new DistributedApplicationException("The stack has errors: nothing was written.", problems);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Aspire prints why a step failed, and ends with 0 nevertheless.
            Environment.ExitCode = error is InvalidSettingException ? 2 : 1;
            throw;
        }
    }
}
