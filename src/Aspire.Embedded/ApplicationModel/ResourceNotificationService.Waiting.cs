using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    private WaitBehavior DefaultWaitBehavior =>
        _services.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior ?? WaitBehavior.WaitOnResourceUnavailable;

    /// <summary>Waits until a resource is in a state.</summary>
    /// <param name="resourceName">The resource's name, in any case.</param>
    /// <param name="targetState">The state. <see langword="null"/>: running.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done when it is.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended, or the application stops.</exception>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until a resource is in one of some states.</summary>
    /// <param name="resourceName">The resource's name, in any case.</param>
    /// <param name="targetStates">The states.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The state it is in.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended, or the application stops.</exception>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = await WaitForResourceAsync(resourceName, change => change.Snapshot.State?.Text is { } text && states.Contains(text), cancellationToken).ConfigureAwait(false);
        return found.Snapshot.State!.Text;
    }

    /// <summary>Waits until the state of a resource fulfils a condition.</summary>
    /// <param name="resourceName">The resource's name, in any case.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first state that does.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended, or the application stops.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        ArgumentNullException.ThrowIfNull(predicate);

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
        try
        {
            await foreach (var change in WatchAsync(either.Token).ConfigureAwait(false))
            {
                if (Names.Resource.Equals(change.Resource.Name, resourceName) && predicate(change))
                {
                    return change;
                }
            }
        }
        catch (OperationCanceledException exception)
        {
            // A time limit is the usual end of a wait that went wrong, and where it got stuck the first question.
            var last = TryGetCurrentState(resourceName, out var state) ? $"its last state is '{state.Snapshot.State?.Text ?? "none"}'{FailingCheck(state.Snapshot)}" : "it has no state, so there may be no such resource";
            throw new OperationCanceledException($"The wait for resource '{resourceName}' has ended before the condition was met: {last}.", exception, exception.CancellationToken);
        }

        throw new OperationCanceledException($"The wait for resource '{resourceName}' has ended before the condition was met.", either.Token);
    }

    private static string FailingCheck(CustomResourceSnapshot snapshot) =>
        snapshot.HealthReports.FirstOrDefault(report => report.Status != HealthStatus.Healthy) is { } failing ? $", and its health check '{failing.Name}' says: {failing.Description ?? "nothing yet"}" : "";

    /// <summary>Waits until a resource runs and its health checks pass.</summary>
    /// <param name="resourceName">The resource's name, in any case.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The state it is in.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended, or the application stops.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    /// <summary>Waits until a resource runs and its health checks pass.</summary>
    /// <param name="resourceName">The resource's name, in any case.</param>
    /// <param name="waitBehavior">What becomes of the wait when the resource ends or cannot start.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The state it is in.</returns>
    /// <exception cref="DistributedApplicationException">The resource ended or cannot start, and the wait does not outlast that.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended, or the application stops.</exception>
    internal async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var found = await WaitForResourceAsync(resourceName, IsDecided, cancellationToken).ConfigureAwait(false);
        if (!IsReady(found.Snapshot))
        {
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because its state is '{found.Snapshot.State?.Text}'.");
        }

        await found.Snapshot.Ready!.WaitAsync(cancellationToken).ConfigureAwait(false);
        return found;

        bool IsDecided(ResourceEvent change) =>
            IsReady(change.Snapshot) || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && IsUnavailable(change.Snapshot));
    }

    /// <summary>Waits for everything that a resource was told to wait for; meanwhile its state is <c>Waiting</c>.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done when all of it is there.</returns>
    /// <exception cref="DistributedApplicationException">Something that is waited for cannot come any more.</exception>
    internal async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);

        var waits = resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource is not IResourceWithoutLifetime).ToList();
        if (waits.Count == 0)
        {
            return;
        }

        await PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Waiting }).ConfigureAwait(false);
        await Task.WhenAll(waits.Select(wait => wait.WaitType == WaitType.WaitForCompletion
            ? WaitForCompletionAsync(resource, wait, cancellationToken)
            : WaitForStartAsync(resource, wait, cancellationToken))).ConfigureAwait(false);
    }

    private async Task WaitForStartAsync(IResource resource, WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var dependency = wait.Resource.Name;
        var stopsWhenUnavailable = (wait.WaitBehavior ?? DefaultWaitBehavior) == WaitBehavior.StopOnResourceUnavailable;
        var log = _resourceLoggers.GetLogger(resource);
        log.LogInformation("Waiting for resource '{Dependency}' to enter the '{State}' state.", dependency, KnownResourceStates.Running);

        var found = await WaitForResourceAsync(dependency, IsStarted, cancellationToken).ConfigureAwait(false);
        if (wait.WaitType == WaitType.WaitUntilHealthy && found.Snapshot.State?.Text == KnownResourceStates.Running && !IsReady(found.Snapshot))
        {
            log.LogInformation("Waiting for resource '{Dependency}' to become healthy.", dependency);
            found = await WaitForResourceAsync(dependency, IsHealthy, cancellationToken).ConfigureAwait(false);
        }

        if (stopsWhenUnavailable && IsUnavailable(found.Snapshot))
        {
            var reason = found.Snapshot.State?.Text == KnownResourceStates.FailedToStart
                ? $"Dependency resource '{dependency}' failed to start."
                : $"Resource '{dependency}' has entered the '{found.Snapshot.State?.Text}' state prematurely.";
            log.LogError("{Reason}", reason);
            throw new DistributedApplicationException(reason);
        }

        if (wait.WaitType == WaitType.WaitUntilHealthy && found.Snapshot.Ready is { } ready)
        {
            await ready.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        log.LogInformation("Finished waiting for resource '{Dependency}'.", dependency);

        bool IsStarted(ResourceEvent change) =>
            change.Snapshot.State?.Text == KnownResourceStates.Running || (stopsWhenUnavailable && IsUnavailable(change.Snapshot));

        bool IsHealthy(ResourceEvent change) =>
            IsReady(change.Snapshot) || (stopsWhenUnavailable && IsUnavailable(change.Snapshot));
    }

    private async Task WaitForCompletionAsync(IResource resource, WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var dependency = wait.Resource.Name;
        var log = _resourceLoggers.GetLogger(resource);
        log.LogInformation("Waiting for resource '{Dependency}' to complete.", dependency);

        var found = await WaitForResourceAsync(dependency, change => IsOver(change.Snapshot), cancellationToken).ConfigureAwait(false);
        var state = found.Snapshot.State?.Text;
        if (state == KnownResourceStates.FailedToStart)
        {
            log.LogError("Dependency resource '{Dependency}' failed to start.", dependency);
            throw new DistributedApplicationException($"Dependency resource '{dependency}' failed to start.");
        }

        if (found.Snapshot.ExitCode is { } exitCode && exitCode != wait.ExitCode)
        {
            log.LogError("Resource '{Dependency}' has entered the '{State}' state with exit code '{ExitCode}', expected '{Expected}'.", dependency, state, exitCode, wait.ExitCode);
            throw new DistributedApplicationException($"Resource '{dependency}' has entered the '{state}' state with exit code '{exitCode}', expected '{wait.ExitCode}'.");
        }

        log.LogInformation("Finished waiting for resource '{Dependency}'.", dependency);
    }

    private static bool IsReady(CustomResourceSnapshot snapshot) => snapshot is { HealthStatus: HealthStatus.Healthy, Ready: not null };

    private static bool IsOver(CustomResourceSnapshot snapshot) => snapshot.State?.Text is { } text && KnownResourceStates.TerminalStates.Contains(text);

    private static bool IsUnavailable(CustomResourceSnapshot snapshot) => IsOver(snapshot) || snapshot.State?.Text == KnownResourceStates.RuntimeUnhealthy;
}
