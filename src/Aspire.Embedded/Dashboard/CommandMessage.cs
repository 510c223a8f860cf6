using Aspire.Hosting.ApplicationModel;
using Wire = Aspire.Hosting.Dashboard.Protocol;

namespace Aspire.Hosting.Dashboard;

/// <summary>A resource's commands and their results as the dashboard reads them.</summary>
internal static class CommandMessage
{
    internal static Wire.ResourceCommand Create(ResourceCommandSnapshot command)
    {
        var message = new Wire.ResourceCommand
        {
            Name = command.Name,
            DisplayName = string.IsNullOrWhiteSpace(command.DisplayName) ? command.Name : command.DisplayName,
            DisplayDescription = command.DisplayDescription ?? "",
            ConfirmationMessage = command.ConfirmationMessage ?? "",
            IconName = command.IconName ?? "",
            IconVariant = Variant(command.IconVariant),
            IsHighlighted = command.IsHighlighted,
            State = command.State switch
            {
                ResourceCommandState.Enabled => Wire.ResourceCommandState.Enabled,
                ResourceCommandState.Disabled => Wire.ResourceCommandState.Disabled,
                _ => Wire.ResourceCommandState.Hidden,
            },
        };
        return message;
    }

    internal static Wire.ResourceCommandResponse Create(ExecuteCommandResult result)
    {
        var message = new Wire.ResourceCommandResponse
        {
            Kind = result switch
            {
                { Canceled: true } => Wire.ResourceCommandResponseKind.Cancelled,
                { Success: true } => Wire.ResourceCommandResponseKind.Succeeded,
                _ => Wire.ResourceCommandResponseKind.Failed,
            },
        };
        if (result.Message is { } text)
        {
            message.Message = text;
        }

        return message;
    }

    internal static Wire.IconVariant Variant(IconVariant? variant) =>
        variant is IconVariant.Filled ? Wire.IconVariant.Filled : Wire.IconVariant.Regular;
}
