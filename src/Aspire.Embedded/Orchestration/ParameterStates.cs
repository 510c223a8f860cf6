using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Shows the values of parameters, and which of them are missing.</summary>
internal static class ParameterStates
{
    private const string ValueProperty = "Value";

    internal static async Task PublishAsync(
        IEnumerable<ParameterResource> parameters,
        ResourceNotificationService notifications,
        ResourceLoggerService loggers,
        CancellationToken cancellationToken)
    {
        foreach (var parameter in parameters)
        {
            try
            {
                var value = await parameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
                await PublishAsync(parameter, KnownResourceStates.Running, new(ValueProperty, value ?? string.Empty) { IsSensitive = parameter.Secret }).ConfigureAwait(false);
            }
            catch (MissingParameterValueException missing)
            {
                loggers.GetLogger(parameter).LogError("{Reason}", missing.Message);
                var state = new ResourceStateSnapshot(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Warn);
                await PublishAsync(parameter, state, new(ValueProperty, missing.Message)).ConfigureAwait(false);
            }
        }

        Task PublishAsync(ParameterResource parameter, ResourceStateSnapshot? state, ResourcePropertySnapshot value) =>
            notifications.PublishUpdateAsync(parameter, snapshot => snapshot with
            {
                State = state,
                Properties = [.. snapshot.Properties.Where(property => property.Name != ValueProperty), value],
            });
    }
}
