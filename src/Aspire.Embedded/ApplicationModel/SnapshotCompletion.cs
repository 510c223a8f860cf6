using System.Collections.Immutable;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds to a snapshot what follows from the model: commands, health checks, icon, parent, relationships.</summary>
internal static class SnapshotCompletion
{
    private const string ParentProperty = "resource.parentName";

    /// <summary>The state of a resource that has not said anything yet.</summary>
    internal static CustomResourceSnapshot First(IResource resource)
    {
        var snapshot = resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var initial)
            ? initial.InitialSnapshot
            : new CustomResourceSnapshot { ResourceType = TypeOf(resource), Properties = [] };

        return snapshot with
        {
            CreationTimeStamp = snapshot.CreationTimeStamp ?? DateTime.UtcNow,
            Relationships = [.. snapshot.Relationships.Union(RelationshipsOf(resource))],
            HealthReports = [.. resource.GetHealthCheckKeys().Select(key => new HealthReportSnapshot(key, null, null, null))],
            IsHidden = snapshot.IsHidden || resource.HasAnnotationOfType<HiddenAnnotation>(),
        };
    }

    internal static CustomResourceSnapshot Complete(IResource resource, CustomResourceSnapshot snapshot, CustomResourceSnapshot? before, IServiceProvider services)
    {
        var state = snapshot.State?.Text;
        if (before is not null && before.State?.Text == KnownResourceStates.Running && state != KnownResourceStates.Running)
        {
            // What the checks said is about the run that has just ended.
            snapshot = snapshot with { Ready = null, HealthReports = [.. snapshot.HealthReports.Select(report => new HealthReportSnapshot(report.Name, null, null, null))] };
        }

        if (snapshot.IconName is null && resource.TryGetLastAnnotation<ResourceIconAnnotation>(out var icon))
        {
            snapshot = snapshot with { IconName = icon.IconName, IconVariant = icon.IconVariant };
        }

        if (resource.GetParent() is { } parent)
        {
            var property = new ResourcePropertySnapshot(ParentProperty, parent.GetInstanceId());
            if (!snapshot.Properties.Contains(property))
            {
                snapshot = snapshot with { Properties = [.. snapshot.Properties.Where(p => p.Name != ParentProperty), property] };
            }
        }

        return snapshot with { Commands = CommandsOf(resource, snapshot, services) };
    }

    private static ImmutableArray<ResourceCommandSnapshot> CommandsOf(IResource resource, CustomResourceSnapshot snapshot, IServiceProvider services)
    {
        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, Services = services };
        return
        [
            .. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => new ResourceCommandSnapshot(
                command.Name,
                command.UpdateState(context),
                command.DisplayName,
                command.DisplayDescription,
                Parameter: null,
                command.ConfirmationMessage,
                command.IconName,
                command.IconVariant,
                command.IsHighlighted)),
        ];
    }

    private static IEnumerable<RelationshipSnapshot> RelationshipsOf(IResource resource)
    {
        foreach (var relationship in resource.Annotations.OfType<ResourceRelationshipAnnotation>())
        {
            yield return new(relationship.Resource.Name, relationship.Type);
        }

        if (resource is IResourceWithParent child)
        {
            yield return new(child.Parent.Name, KnownRelationshipTypes.Parent);
        }
    }

    private static string TypeOf(IResource resource)
    {
        if (resource is ExecutableResource)
        {
            return "Executable";
        }

        if (resource.IsContainer())
        {
            return "Container";
        }

        var name = resource.GetType().Name;
        return name.EndsWith("Resource", StringComparison.Ordinal) && name.Length > "Resource".Length ? name[..^"Resource".Length] : name;
    }
}
