using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Shows the dashboard's warnings and errors in the AppHost's console, and remembers the last of them.</summary>
internal sealed class DashboardLogs(ResourceLoggerService logs, ILoggerFactory loggers)
{
    private string? _lastProblem;

    /// <summary>The last thing that went wrong, in one line; <see langword="null"/> when nothing did.</summary>
    internal string? LastProblem => Volatile.Read(ref _lastProblem);

    internal async Task ForwardAsync(IResource dashboard, CancellationToken cancellationToken)
    {
        await foreach (var lines in logs.WatchAsync(dashboard).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in lines)
            {
                Forward(line);
            }
        }
    }

    private void Forward(LogLine line)
    {
        if (DashboardLogLine.Parse(line.Content) is not { } parsed)
        {
            // Not from its logger: a crash message of the runtime, say.
            if (line.IsErrorMessage)
            {
                Volatile.Write(ref _lastProblem, line.Content);
                loggers.CreateLogger("Aspire.Dashboard").LogError("{Message}", line.Content);
            }
        }
        else if (parsed.LogLevel >= LogLevel.Warning)
        {
            Volatile.Write(ref _lastProblem, parsed.Message?.Split('\n')[0]);
            loggers.CreateLogger(parsed.Category).Log(parsed.LogLevel, "{Message}{Exception}", parsed.Message, parsed.Exception is null ? "" : Environment.NewLine + parsed.Exception);
        }
    }
}
