using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Carries out the commands of resources.</summary>
public class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
    {
        _notifications = notifications;
        _loggers = loggers;
        _services = services;
    }

    /// <summary>Carries out a command on an instance of a resource.</summary>
    /// <param name="resourceId">The instance, or the name of a resource.</param>
    /// <param name="commandName">The command; see <see cref="KnownResourceCommands"/> for those of the engine.</param>
    /// <param name="cancellationToken">Handed to the command.</param>
    /// <returns>What became of it. An unknown resource or command is a failure, not an exception.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resourceId);
        return _notifications.TryGetCurrentState(resourceId, out var state)
            ? ExecuteAsync(state.Resource, state.ResourceId, commandName, cancellationToken)
            : Task.FromResult(CommandResults.Failure($"Resource '{resourceId}' not found."));
    }

    /// <summary>Carries out a command on a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">The command; see <see cref="KnownResourceCommands"/> for those of the engine.</param>
    /// <param name="cancellationToken">Handed to the command.</param>
    /// <returns>What became of it. An unknown command is a failure, not an exception.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return ExecuteAsync(resource, resource.GetInstanceId(), commandName, cancellationToken);
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(IResource resource, string resourceId, string commandName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commandName);

        var logger = _loggers.GetLogger(resourceId);
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(c => Names.Command.Equals(c.Name, commandName)) is not { } command)
        {
            logger.LogInformation("Command '{Command}' not available.", commandName);
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{resource.Name}'.");
        }

        logger.LogInformation("Executing command '{Command}'.", commandName);
        try
        {
            var context = new ExecuteCommandContext { Services = _services, ResourceName = resourceId, CancellationToken = cancellationToken, Logger = logger };
            var result = await command.ExecuteCommand(context).ConfigureAwait(false);
            if (result.Success)
            {
                logger.LogInformation("Successfully executed command '{Command}'.", commandName);
            }
            else if (result.Canceled)
            {
                logger.LogDebug("Command '{Command}' was canceled.", commandName);
            }
            else
            {
                logger.LogInformation("Failure executing command '{Command}'. {Reason}", commandName, result.Message);
            }

            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
#pragma warning disable CA1031 // The command is foreign code: whatever it throws is its result.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "Error executing command '{Command}'.", commandName);
            return CommandResults.Failure(exception);
        }
    }
}
