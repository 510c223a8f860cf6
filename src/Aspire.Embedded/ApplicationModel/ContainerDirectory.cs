namespace Aspire.Hosting.ApplicationModel;

/// <summary>A directory to be made in a container before it starts.</summary>
public sealed class ContainerDirectory : ContainerFileSystemItem
{
    /// <summary>What is in it.</summary>
    public IEnumerable<ContainerFileSystemItem> Entries { get; set; } = [];
}
