using System.Globalization;
using System.Threading.Channels;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Backchannel;

/// <summary>Shows a pipeline in the terminal of the `aspire` command that started it, and ends the application only when that command has seen the end.</summary>
internal sealed class CliActivityReporter : IPipelineActivityReporter, IPipelineEnd
{
    // Reading the last message and asking us to stop takes the command milliseconds; connecting takes it a second or two at most.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private readonly Channel<object> _activities = Channel.CreateUnbounded<object>();
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _steps;

    internal IAsyncEnumerable<object> ReadAsync(CancellationToken cancellationToken) => _activities.Reader.ReadAllAsync(cancellationToken);

    /// <summary>The command has seen the end, or is gone.</summary>
    internal void Seen() => _seen.TrySetResult();

    public Task<IReportingStep> CreateStepAsync(string title, CancellationToken cancellationToken = default)
    {
        var id = Interlocked.Increment(ref _steps).ToString(CultureInfo.InvariantCulture);
        Write("step", new { Id = id, StatusText = title, CompletionState = "InProgress" });
        return Task.FromResult<IReportingStep>(new Step(this, id));
    }

    public async Task EndedAsync(string? failure)
    {
        Write("publish-complete", new
        {
            Id = "publish-complete",
            StatusText = failure ?? "",
            CompletionState = failure is null ? nameof(CompletionState.Completed) : nameof(CompletionState.CompletedWithError),
        });
        _activities.Writer.Complete();
        await Task.WhenAny(_seen.Task, Task.Delay(s_patience)).ConfigureAwait(false);
    }

    private void Write(string type, object data) => _activities.Writer.TryWrite(new { Type = type, Data = data });

    private sealed class Step(CliActivityReporter reporter, string id) : IReportingStep
    {
        public void Log(LogLevel logLevel, string message) => reporter.Write("log", new
        {
            Id = id, StepId = id, StatusText = message, CompletionState = "InProgress", LogLevel = logLevel.ToString(), Timestamp = DateTimeOffset.UtcNow,
        });

        public Task CompleteAsync(string completionText, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default)
        {
            reporter.Write("step", new { Id = id, StatusText = completionText, CompletionState = completionState.ToString() });
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
