using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Protocol;

namespace Aspire.Hosting.Dashboard;

/// <summary>The rows of the dashboard's details pane.</summary>
internal static class PropertyMessage
{
    // The dashboard orders the rows that every resource has as 0 to 6.
    private const int FirstSpecific = 7;

    // It shows only highlighted rows unless asked for all, and knows no names of its own for these.
    private static readonly Dictionary<string, (string DisplayName, int Order)> s_display = new(StringComparer.Ordinal)
    {
        ["executable.path"] = ("Executable path", FirstSpecific),
        ["executable.workDir"] = ("Working directory", FirstSpecific + 1),
        ["executable.args"] = ("Executable arguments", FirstSpecific + 2),
        ["executable.pid"] = ("Process ID", FirstSpecific + 3),
        ["container.image"] = ("Container image", FirstSpecific),
        ["container.id"] = ("Container ID", FirstSpecific + 1),
        ["container.command"] = ("Container command", FirstSpecific + 2),
        ["container.args"] = ("Container arguments", FirstSpecific + 3),
        ["container.ports"] = ("Container ports", FirstSpecific + 4),
        ["container.lifetime"] = ("Container lifetime", FirstSpecific + 5),
        ["project.path"] = ("Project path", FirstSpecific),
        ["project.launchProfile"] = ("Launch profile", FirstSpecific + 1),
    };

    /// <summary>The rows that every resource has, then its own; of two with one name the later stays.</summary>
    /// <remarks>The dashboard keeps them by name, and two of one name would end its watch.</remarks>
    internal static IEnumerable<ResourceProperty> CreateAll(string displayName, CustomResourceSnapshot snapshot)
    {
        var rows = new OrderedDictionary<string, ResourceProperty>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in General(displayName, snapshot).Where(general => general.Value is not null))
        {
            rows[name] = new ResourceProperty { Name = name, Value = PropertyValue.From(value) };
        }

        foreach (var property in ResourceMessage.Named(snapshot.Properties, property => property.Name))
        {
            rows[property.Name] = Create(property);
        }

        return rows.Values;
    }

    private static IEnumerable<(string Name, object? Value)> General(string displayName, CustomResourceSnapshot snapshot) =>
    [
        ("resource.displayName", displayName),
        ("resource.state", snapshot.State?.Text),
        ("resource.healthState", snapshot.HealthStatus?.ToString()),
        ("resource.startTime", snapshot.StartTimeStamp),
        ("resource.stopTime", snapshot.StopTimeStamp),
        ("resource.exitCode", snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture)),
    ];

    private static ResourceProperty Create(ResourcePropertySnapshot property)
    {
        var known = s_display.TryGetValue(property.Name, out var display);
        var message = new ResourceProperty
        {
            Name = property.Name,
            Value = PropertyValue.From(property.Value),
            IsSensitive = property.IsSensitive,
            IsHighlighted = property.IsHighlighted || known,
        };
        if ((property.DisplayName ?? display.DisplayName) is { } displayName)
        {
            message.DisplayName = displayName;
        }

        if (known)
        {
            message.SortOrder = display.Order;
        }

        return message;
    }
}
