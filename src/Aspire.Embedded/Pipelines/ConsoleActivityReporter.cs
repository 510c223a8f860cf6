using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>Prints how a pipeline goes.</summary>
internal sealed class ConsoleActivityReporter : IPipelineActivityReporter
{
    public Task<IReportingStep> CreateStepAsync(string title, CancellationToken cancellationToken = default)
    {
        Console.WriteLine($"({title}) started");
        return Task.FromResult<IReportingStep>(new Step(title));
    }

    private sealed class Step(string title) : IReportingStep
    {
        public void Log(LogLevel logLevel, string message) =>
            (logLevel >= LogLevel.Error ? Console.Error : Console.Out).WriteLine($"({title}) {message}");

        public Task CompleteAsync(string completionText, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default)
        {
            var outcome = completionState switch
            {
                CompletionState.CompletedWithError => "failed",
                CompletionState.CompletedWithWarning => "done, with warnings",
                _ => "done",
            };
            Console.WriteLine(completionText.Length == 0 ? $"({title}) {outcome}" : $"({title}) {outcome}: {completionText}");
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
