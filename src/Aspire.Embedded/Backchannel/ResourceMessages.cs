using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Backchannel;

/// <summary>Resources as `aspire describe` and `aspire run` read them. Every list must be there: the commands fail on a null.</summary>
internal static class ResourceMessages
{
    internal static object Snapshot(ResourceEvent current)
    {
        var snapshot = current.Snapshot;
        return new
        {
            Name = current.ResourceId,
            DisplayName = current.Resource.Name,
            // The second is what later commands call it.
            Type = snapshot.ResourceType,
            snapshot.ResourceType,
            State = snapshot.State?.Text,
            StateStyle = snapshot.State?.Style,
            HealthStatus = snapshot.HealthStatus?.ToString(),
            snapshot.ExitCode,
            CreatedAt = snapshot.CreationTimeStamp,
            StartedAt = snapshot.StartTimeStamp,
            StoppedAt = snapshot.StopTimeStamp,
            snapshot.IsHidden,
            Urls = snapshot.Urls.Where(u => !u.IsInactive).Select(u => new { Name = u.Name ?? "", u.Url, u.IsInternal, u.DisplayProperties }),
            Relationships = snapshot.Relationships.Select(r => new { r.ResourceName, r.Type }),
            HealthReports = snapshot.HealthReports.Select(h => new { h.Name, Status = h.Status?.ToString(), h.Description, h.ExceptionText }),
            Volumes = snapshot.Volumes.Select(v => new { v.Source, v.Target, v.MountType, v.IsReadOnly }),
            EnvironmentVariables = snapshot.EnvironmentVariables.Select(e => new { e.Name, e.Value, e.IsFromSpec }),
            Properties = snapshot.Properties.DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.IsSensitive ? null : Text(p.Value)),
            Commands = snapshot.Commands.Select(c => new
            {
                c.Name, c.DisplayName, Description = c.DisplayDescription, State = c.State.ToString(), Visibility = "UI, Api", ArgumentInputs = Array.Empty<object>(),
            }),
        };
    }

    internal static object State(ResourceEvent current) => new
    {
        Resource = current.Resource.Name,
        Type = current.Snapshot.ResourceType,
        State = current.Snapshot.State?.Text ?? "Unknown",
        Endpoints = current.Snapshot.Urls.Where(u => !u.IsInternal && !u.IsInactive).Select(u => u.Url),
        Health = current.Snapshot.HealthStatus?.ToString(),
    };

    private static string? Text(object? value) => value switch
    {
        string text => text,
        System.Collections.IEnumerable list => string.Join(' ', list.Cast<object?>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
