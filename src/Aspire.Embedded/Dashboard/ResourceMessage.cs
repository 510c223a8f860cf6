using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Wire = Aspire.Hosting.Dashboard.Protocol;

namespace Aspire.Hosting.Dashboard;

/// <summary>A resource's snapshot as the message that the dashboard shows.</summary>
/// <remarks>
/// The only place that builds these messages. The dashboard ends its resource watch for good, and later itself, when <c>created_at</c>,
/// a URL's <c>display_properties</c> or a property's <c>value</c> is missing, or a name is blank; so the three are set here whatever the
/// snapshot says, and what has no name is left out.
/// </remarks>
internal static class ResourceMessage
{
    /// <param name="displayName">The resource's name; all its instances share it and relationships refer to it.</param>
    /// <param name="resourceId">The instance's unique name.</param>
    /// <param name="snapshot">What is known about the instance.</param>
    /// <param name="firstSeen">Taken as creation time when the snapshot has none.</param>
    internal static Wire.Resource Create(string displayName, string resourceId, CustomResourceSnapshot snapshot, DateTime firstSeen)
    {
        var message = new Wire.Resource
        {
            Name = resourceId,
            Uid = resourceId,
            DisplayName = displayName,
            ResourceType = snapshot.ResourceType ?? "",
            State = snapshot.State?.Text ?? "",
            StateStyle = snapshot.State?.Style ?? "",
            CreatedAt = Time(snapshot.CreationTimeStamp ?? firstSeen),
            IsHidden = snapshot.IsHidden,
            // What it would allow is usage telemetry, and that is switched off.
            SupportsDetailedTelemetry = false,
        };

        message.StartedAt = snapshot.StartTimeStamp is { } started ? Time(started) : null;
        message.StoppedAt = snapshot.StopTimeStamp is { } stopped ? Time(stopped) : null;
        if (snapshot.IconName is { } icon)
        {
            message.IconName = icon;
            message.IconVariant = CommandMessage.Variant(snapshot.IconVariant);
        }

        message.Environment.AddRange(Named(snapshot.EnvironmentVariables, variable => variable.Name)
            .Select(variable => new Wire.EnvironmentVariable { Name = variable.Name, Value = variable.Value ?? "", IsFromSpec = variable.IsFromSpec }));
        message.Urls.AddRange(Named(snapshot.Urls, url => url.Url).Select(Url));
        message.Volumes.AddRange(Named(snapshot.Volumes, volume => volume.Target)
            .Select(volume => new Wire.Volume { Source = volume.Source ?? "", Target = volume.Target, MountType = volume.MountType, IsReadOnly = volume.IsReadOnly }));
        message.Relationships.AddRange(Named(snapshot.Relationships, relationship => relationship.ResourceName)
            .Where(relationship => !string.IsNullOrWhiteSpace(relationship.Type))
            .Select(relationship => new Wire.ResourceRelationship { ResourceName = relationship.ResourceName, Type = relationship.Type }));
        message.HealthReports.AddRange(Named(snapshot.HealthReports, report => report.Name).Select(HealthReportMessage.Create));
        message.Commands.AddRange(Named(snapshot.Commands, command => command.Name).Select(CommandMessage.Create));
        message.Properties.AddRange(PropertyMessage.CreateAll(displayName, snapshot));
        return message;
    }

    internal static Timestamp Time(DateTime time) => Timestamp.FromDateTime(time.ToUniversalTime());

    private static Wire.Url Url(UrlSnapshot url) => new()
    {
        EndpointName = url.Name ?? "",
        FullUrl = url.Url,
        IsInternal = url.IsInternal,
        IsInactive = url.IsInactive,
        DisplayProperties = new() { DisplayName = url.DisplayProperties?.DisplayName ?? "", SortOrder = url.DisplayProperties?.SortOrder ?? 0 },
    };

    /// <summary>The items that have a name; none for a list that was never set.</summary>
    internal static IEnumerable<T> Named<T>(ImmutableArray<T> items, Func<T, string> name) =>
        items.IsDefault ? [] : items.Where(item => !string.IsNullOrWhiteSpace(name(item)));
}
