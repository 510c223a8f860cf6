using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiStack.Hosting;

/// <summary>Lets a plain resource stand for the containers or processes below it.</summary>
public static class CompositeResourceExtensions
{
    /// <summary>Shows a resource in the state of its parts, healthy while one of them is, and starts and stops it through them.</summary>
    /// <param name="builder">The resource that stands for others.</param>
    /// <param name="resourceType">What the dashboard shows as its type.</param>
    /// <param name="whatParts">What one part is, for messages: «replica», «router».</param>
    /// <param name="parts">The parts; asked again each time, since replicas may still be added.</param>
    /// <param name="source">What it runs, for the dashboard's Source column; <see langword="null"/> (default): nothing.</param>
    /// <param name="showUrls">Whether the parts' addresses are the resource's own.</param>
    /// <param name="rest">What it is called while none of its parts runs, if that is as it should be; asked again each time. <see langword="null"/> (default): the parts' own state.</param>
    public static IResourceBuilder<T> AsCompositeOf<T>(
        this IResourceBuilder<T> builder,
        string resourceType,
        string whatParts,
        Func<IReadOnlyList<IResource>> parts,
        string? source = null,
        bool showUrls = false,
        Func<string?>? rest = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder
            .Following(resourceType, whatParts, parts, source, rest ?? (() => null), (part, snapshot) => showUrls ? part.Urls : snapshot.Urls)
            .WithPartsCommand(KnownResourceCommands.StartCommand, "Start", "Play", whatParts, parts, current => current is not (null or "Running" or "Starting" or "Stopping" or "Waiting" or "Building"))
            .WithPartsCommand(KnownResourceCommands.StopCommand, "Stop", "Stop", whatParts, parts, current => current is "Running" or "Starting")
            .WithPartsCommand(KnownResourceCommands.RestartCommand, "Restart", "ArrowCounterclockwise", whatParts, parts, current => current is "Running");
    }

    /// <summary>Shows a resource in the state of another that does its work, and that of others too: it cannot be started or stopped by itself.</summary>
    /// <param name="builder">The resource that another works for.</param>
    /// <param name="resourceType">What the dashboard shows as its type.</param>
    /// <param name="whatServes">What the other is, for messages: «gateway».</param>
    /// <param name="server">The other.</param>
    /// <param name="urls">The resource's own addresses, asked for while the other runs.</param>
    public static IResourceBuilder<T> AsServedBy<T>(this IResourceBuilder<T> builder, string resourceType, string whatServes, IResource server, Func<ImmutableArray<UrlSnapshot>> urls)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(urls);

        return builder.Following(resourceType, whatServes, () => [server], source: null, () => null, (part, snapshot) => part.State?.Text == KnownResourceStates.Running ? urls() : [.. snapshot.Urls.Select(url => url with { IsInactive = true })]);
    }

    /// <summary>Name of the health check that asks whether any part of a resource is healthy, without the resource's other checks.</summary>
    public static string PartsHealthCheckOf(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return $"{resource.Name}_parts";
    }

    private static IResourceBuilder<T> Following<T>(
        this IResourceBuilder<T> builder, string resourceType, string whatParts, Func<IReadOnlyList<IResource>> parts, string? source, Func<string?> rest, Func<CustomResourceSnapshot, CustomResourceSnapshot, ImmutableArray<UrlSnapshot>> urls)
        where T : IResource
    {
        var state = new CompositeState();
        var healthKey = PartsHealthCheckOf(builder.Resource);
        builder.ApplicationBuilder.Services.AddHealthChecks().AddCheck(healthKey, new CompositeHealthCheck(state, whatParts));

        return builder
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = resourceType,
                Properties = source is null ? [] : [new ResourcePropertySnapshot(CustomResourceKnownProperties.Source, source)],
                CreationTimeStamp = DateTime.UtcNow,
                State = KnownResourceStates.NotStarted,
            })
            .WithHealthCheck(healthKey)
            .OnInitializeResource((resource, started, cancelled) =>
            {
                // Runs as long as the application does; the event itself must not wait for it.
                var stopping = started.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
                _ = FollowAsync(resource, parts, state, rest, urls, started, stopping);
                return Task.CompletedTask;
            });
    }

    // What is shown of the whole is made of a part's newest snapshot and its own last one.
    private static async Task FollowAsync(
        IResource whole, Func<IReadOnlyList<IResource>> parts, CompositeState state, Func<string?> rest, Func<CustomResourceSnapshot, CustomResourceSnapshot, ImmutableArray<UrlSnapshot>> urls, InitializeResourceEvent started, CancellationToken stopping)
    {
        try
        {
            await foreach (var change in started.Notifications.WatchAsync(stopping).ConfigureAwait(false))
            {
                if (!parts().Contains(change.Resource))
                {
                    continue;
                }

                if (state.Update(change.ResourceId, change.Snapshot))
                {
                    Tell(started.Logger, change);
                }

                await started.Notifications.PublishUpdateAsync(whole, snapshot => Show(snapshot, state, rest, urls(change.Snapshot, snapshot))).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The application ends, and the states with it.
        }
        catch (Exception error)
        {
            // Nobody waits for this task, and a resource that shows an old state must say that it does.
            started.Logger.LogError(error, "The state shown is the last one known: what the parts of '{Resource}' do is not followed any more.", whole.Name);
        }
    }

    // The whole prints nothing itself; its log tells what became of its parts, and each part has a log of its own.
    private static void Tell(ILogger logger, ResourceEvent change)
    {
        var exitCode = change.Snapshot.ExitCode is { } code ? $" with exit code {code}" : "";
        logger.LogInformation("{Part}: {State}{ExitCode}", change.Resource.Name, change.Snapshot.State?.Text, exitCode);
    }

    private static CustomResourceSnapshot Show(CustomResourceSnapshot snapshot, CompositeState state, Func<string?> rest, ImmutableArray<UrlSnapshot> urls)
    {
        var text = state.State;
        var runs = text == KnownResourceStates.Running;
        var ended = KnownResourceStates.TerminalStates.Contains(text);
        if (ended && rest() is { } resting)
        {
            return snapshot with { Urls = urls, State = new ResourceStateSnapshot(resting, KnownResourceStateStyles.Info), ExitCode = null, StartTimeStamp = null, StopTimeStamp = null };
        }

        return snapshot with
        {
            Urls = urls,
            State = text is null ? snapshot.State : new ResourceStateSnapshot(text, null),
            ExitCode = ended ? state.ExitCode : null,
            StartTimeStamp = runs ? snapshot.StartTimeStamp ?? DateTime.UtcNow : ended ? snapshot.StartTimeStamp : null,
            StopTimeStamp = ended ? snapshot.StopTimeStamp ?? DateTime.UtcNow : null,
        };
    }

    private static IResourceBuilder<T> WithPartsCommand<T>(this IResourceBuilder<T> builder, string command, string displayName, string icon, string whatParts, Func<IReadOnlyList<IResource>> parts, Func<string?, bool> fits)
        where T : IResource =>
        builder.WithCommand(
            command,
            displayName,
            async context =>
            {
                var service = context.Services.GetRequiredService<ResourceCommandService>();

                // A part that somebody else starts and stops, such as an engine that scaling may add, is not started here.
                var meant = parts().Where(part => command == KnownResourceCommands.StopCommand || !part.HasAnnotationOfType<ExplicitStartupAnnotation>()).ToList();
                if (meant.Count == 0)
                {
                    return CommandResults.Failure($"Every {whatParts} of '{context.ResourceName}' is started when it is needed. One alone can be started with its own command.");
                }

                var results = await Task.WhenAll(meant.Select(part => service.ExecuteCommandAsync(part, command, context.CancellationToken))).ConfigureAwait(false);
                return results.FirstOrDefault(result => !result.Success) ?? CommandResults.Success();
            },
            new CommandOptions
            {
                IconName = icon,
                IconVariant = IconVariant.Filled,
                IsHighlighted = command != KnownResourceCommands.RestartCommand,
                UpdateState = context => fits(context.ResourceSnapshot.State?.Text) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
            });
}
