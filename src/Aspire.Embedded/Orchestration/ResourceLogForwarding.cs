using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Writes what resources print to the AppHost's own log, one category per resource.</summary>
internal sealed class ResourceLogForwarding(
    ResourceLoggerService resourceLoggers,
    ResourceNotificationService notifications,
    ILoggerFactory loggerFactory,
    IHostEnvironment environment) : IHostedService
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(Names.Resource);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        resourceLoggers.LineAdded += Forward;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        resourceLoggers.LineAdded -= Forward;
        return Task.CompletedTask;
    }

    private void Forward(string resourceId, LogLine line)
    {
        var logger = _loggers.GetOrAdd(resourceId, id =>
        {
            var name = notifications.TryGetCurrentState(id, out var state) ? state.Resource.Name : id;
            return loggerFactory.CreateLogger($"{environment.ApplicationName}.Resources.{name}");
        });

        logger.Log(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, "{LineNumber}: {Line}", line.LineNumber, line.Content);
    }
}
