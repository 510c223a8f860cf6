using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Start, stop and restart, as executables and containers have them.</summary>
internal static class LifecycleCommands
{
    internal static void AddTo(IResource resource, ResourceOrchestrator orchestrator)
    {
        resource.Annotations.Add(new ResourceCommandAnnotation
        {
            Name = KnownResourceCommands.StartCommand,
            DisplayName = "Start",
            DisplayDescription = "Start resource",
            IconName = "Play",
            IconVariant = IconVariant.Filled,
            IsHighlighted = true,
            UpdateState = context => PhaseOf(context) switch
            {
                Phase.Stopped or Phase.Waiting => ResourceCommandState.Enabled,
                Phase.Starting or Phase.Unknown => ResourceCommandState.Disabled,
                _ => ResourceCommandState.Hidden,
            },
            ExecuteCommand = async context =>
            {
                await orchestrator.StartResourceAsync(context.ResourceName, context.CancellationToken).ConfigureAwait(false);
                return CommandResults.Success($"Resource '{resource.Name}' started.");
            },
        });

        resource.Annotations.Add(new ResourceCommandAnnotation
        {
            Name = KnownResourceCommands.StopCommand,
            DisplayName = "Stop",
            DisplayDescription = "Stop resource",
            IconName = "Stop",
            IconVariant = IconVariant.Filled,
            IsHighlighted = true,
            UpdateState = context => PhaseOf(context) switch
            {
                Phase.Running => ResourceCommandState.Enabled,
                Phase.Stopping => ResourceCommandState.Disabled,
                _ => ResourceCommandState.Hidden,
            },
            ExecuteCommand = async context =>
            {
                await orchestrator.StopResourceAsync(context.ResourceName, context.CancellationToken).ConfigureAwait(false);
                return CommandResults.Success($"Resource '{resource.Name}' stopped.");
            },
        });

        resource.Annotations.Add(new ResourceCommandAnnotation
        {
            Name = KnownResourceCommands.RestartCommand,
            DisplayName = "Restart",
            DisplayDescription = "Restart resource",
            IconName = "ArrowCounterclockwise",
            IconVariant = IconVariant.Regular,
            UpdateState = context => PhaseOf(context) == Phase.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            ExecuteCommand = async context =>
            {
                await orchestrator.StopResourceAsync(context.ResourceName, context.CancellationToken).ConfigureAwait(false);
                await orchestrator.StartResourceAsync(context.ResourceName, context.CancellationToken).ConfigureAwait(false);
                return CommandResults.Success($"Resource '{resource.Name}' restarted.");
            },
        });
    }

    private static Phase PhaseOf(UpdateCommandStateContext context)
    {
        var state = context.ResourceSnapshot.State?.Text;
        if (string.IsNullOrEmpty(state))
        {
            return Phase.Unknown;
        }

        if (KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.NotStarted || state == "Unknown")
        {
            return Phase.Stopped;
        }

        if (state == KnownResourceStates.Starting || state == KnownResourceStates.Building || state == KnownResourceStates.RuntimeUnhealthy)
        {
            return Phase.Starting;
        }

        if (state == KnownResourceStates.Waiting)
        {
            return Phase.Waiting;
        }

        return state == KnownResourceStates.Stopping ? Phase.Stopping : Phase.Running;
    }

    private enum Phase
    {
        Unknown,
        Stopped,
        Waiting,
        Starting,
        Running,
        Stopping,
    }
}
