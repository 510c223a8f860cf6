using System.Collections.Concurrent;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Has the logs of all resources: what their programs print and what the application says about them.</summary>
/// <remarks>Logs go by instance: the overloads that take a text want the id of an instance, not the name of a resource.</remarks>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(Names.Resource);

    /// <summary>Told of every line: the instance and the line.</summary>
    internal event Action<string, LogLine>? LineAdded;

    /// <summary>What writes to the log of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The logger.</returns>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceLogger(() => LogOf(resource.GetInstanceId()));
    }

    /// <summary>What writes to the log of an instance.</summary>
    /// <param name="resourceName">The instance's id.</param>
    /// <returns>The logger.</returns>
    internal ILogger GetLogger(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        return new ResourceLogger(() => LogOf(resourceName));
    }

    /// <summary>The lines of a resource so far, and then every new one.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>Lines in batches, until <see cref="Complete(IResource)"/>.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return LogOf(resource.GetInstanceId()).WatchAsync();
    }

    /// <summary>The lines of an instance so far, and then every new one.</summary>
    /// <param name="resourceName">The instance's id.</param>
    /// <returns>Lines in batches, until <see cref="Complete(string)"/>.</returns>
    internal IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        return LogOf(resourceName).WatchAsync();
    }

    /// <summary>The lines of a resource so far.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>One batch of lines, or none.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetAllAsync(resource.GetInstanceId());
    }

    /// <summary>The lines of an instance so far.</summary>
    /// <param name="resourceName">The instance's id.</param>
    /// <returns>One batch of lines, or none.</returns>
    internal async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);

        await Task.CompletedTask.ConfigureAwait(false);
        if (LogOf(resourceName).Lines is { Count: > 0 } lines)
        {
            yield return lines;
        }
    }

    /// <summary>Ends the watches of a resource's log.</summary>
    /// <param name="resource">The resource.</param>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Complete(resource.GetInstanceId());
    }

    /// <summary>Ends the watches of an instance's log.</summary>
    /// <param name="name">The instance's id.</param>
    internal void Complete(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        LogOf(name).Complete();
    }

    /// <summary>Ends all watches.</summary>
    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Adds lines as a program printed them.</summary>
    /// <param name="resourceId">The instance.</param>
    /// <param name="lines">The lines, each with its time in front.</param>
    internal void Append(string resourceId, IEnumerable<(string Content, bool IsError)> lines)
    {
        var log = LogOf(resourceId);
        foreach (var (content, isError) in lines)
        {
            log.Add(content, isError);
        }
    }

    private ResourceLog LogOf(string resourceId) =>
        _logs.GetOrAdd(resourceId, id => new ResourceLog(line => LineAdded?.Invoke(id, line)));
}
