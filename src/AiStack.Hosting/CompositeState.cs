using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiStack.Hosting;

/// <summary>State of a resource that stands for others, worked out from theirs.</summary>
/// <remarks>
/// A model stands for its replicas and a component for its router. One resource type cannot be both a container
/// and a process, so these are plain resources that show what the parts below them do.
/// </remarks>
internal sealed class CompositeState
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CustomResourceSnapshot> _parts = new(StringComparer.Ordinal);

    /// <summary>Takes note of a part's newest snapshot.</summary>
    /// <returns>Whether the part's state is another than before.</returns>
    internal bool Update(string part, CustomResourceSnapshot snapshot)
    {
        lock (_lock)
        {
            var before = _parts.GetValueOrDefault(part)?.State?.Text;
            _parts[part] = snapshot;
            return before != snapshot.State?.Text;
        }
    }

    /// <summary>The state that the whole shows: the best that any of its parts is in.</summary>
    /// <returns><see langword="null"/> as long as no part has one.</returns>
    internal string? State
    {
        get
        {
            var states = States();
            return s_bestFirst.FirstOrDefault(states.Contains) ?? states.FirstOrDefault();
        }
    }

    /// <summary>Exit code to show: the one of a part that ended, when no part is left running.</summary>
    internal int? ExitCode
    {
        get
        {
            lock (_lock)
            {
                return _parts.Values.Select(part => part.ExitCode).FirstOrDefault(code => code is not null);
            }
        }
    }

    /// <summary>Whether at least one part can do the work.</summary>
    internal bool AnyHealthy
    {
        get
        {
            lock (_lock)
            {
                return _parts.Values.Any(part => part.State?.Text == KnownResourceStates.Running && part.HealthStatus == HealthStatus.Healthy);
            }
        }
    }

    private static readonly string[] s_bestFirst =
    [
        KnownResourceStates.Running,
        KnownResourceStates.Starting,
        KnownResourceStates.Building,
        KnownResourceStates.Waiting,
        KnownResourceStates.Stopping,
        KnownResourceStates.RuntimeUnhealthy,
        KnownResourceStates.FailedToStart,
        KnownResourceStates.Exited,
        KnownResourceStates.Finished,
        KnownResourceStates.NotStarted,
    ];

    private HashSet<string> States()
    {
        lock (_lock)
        {
            return [.. _parts.Values.Select(part => part.State?.Text).OfType<string>().Where(state => state.Length > 0)];
        }
    }
}
