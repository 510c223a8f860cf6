using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Shows the dashboard's warnings and errors in the AppHost's console, and remembers its last words.</summary>
internal sealed class DashboardLogs(ResourceLoggerService logs, ILoggerFactory loggers)
{
    private const int Remembered = 5;

    private readonly Queue<string> _last = new();

    /// <summary>The last lines it wrote, for the message about its end; empty when it wrote none.</summary>
    internal string LastLines
    {
        get
        {
            lock (_last)
            {
                return string.Join(Environment.NewLine, _last);
            }
        }
    }

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
        if (DashboardLogLine.Parse(line.Content) is { } parsed)
        {
            Remember(parsed.Message ?? "");
            if (parsed.LogLevel >= LogLevel.Warning)
            {
                loggers.CreateLogger(parsed.Category).Log(parsed.LogLevel, "{Message}{Exception}", parsed.Message, parsed.Exception is null ? "" : Environment.NewLine + parsed.Exception);
            }
        }
        else
        {
            Remember(line.Content);
            if (line.IsErrorMessage)
            {
                loggers.CreateLogger("Aspire.Dashboard").LogError("{Message}", line.Content);
            }
        }
    }

    private void Remember(string text)
    {
        lock (_last)
        {
            _last.Enqueue(text);
            if (_last.Count > Remembered)
            {
                _last.Dequeue();
            }
        }
    }
}
