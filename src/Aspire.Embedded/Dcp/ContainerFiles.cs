using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>Turns the files that a resource wants in its container into those that DCP copies there.</summary>
internal static class ContainerFiles
{
    internal static async Task<IReadOnlyList<ContainerFileSystem>?> ForAsync(IResource resource, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = new ContainerFileSystemCallbackContext { Services = services, Model = resource };
        var sets = new List<ContainerFileSystem>();
        foreach (var annotation in resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>())
        {
            var items = await annotation.Callback(context, cancellationToken).ConfigureAwait(false);
            sets.Add(new ContainerFileSystem
            {
                Destination = annotation.DestinationPath,
                DefaultOwner = annotation.DefaultOwner,
                DefaultGroup = annotation.DefaultGroup,
                Umask = (int?)annotation.Umask,
                Entries = [.. items.Select(ToEntry)],
            });
        }

        return sets.Count == 0 ? null : sets;
    }

    private static ContainerFileSystemEntry ToEntry(ContainerFileSystemItem item)
    {
        var entry = new ContainerFileSystemEntry
        {
            Name = item.Name,
            Type = item is ContainerDirectory ? "directory" : "file",
            Owner = item.Owner,
            Group = item.Group,
            Mode = item.Mode == UnixFileMode.None ? null : (int)item.Mode,
        };
        return item switch
        {
            ContainerDirectory directory => entry with { Entries = [.. directory.Entries.Select(ToEntry)] },
            ContainerFileBase file => entry with { Contents = file.Contents, Source = file.SourcePath, ContinueOnError = file.ContinueOnError },
            _ => throw new DistributedApplicationException($"'{item.Name}' is neither a file nor a directory that can be made in a container."),
        };
    }
}
