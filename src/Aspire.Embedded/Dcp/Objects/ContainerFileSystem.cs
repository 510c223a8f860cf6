namespace Aspire.Hosting.Dcp.Objects;

/// <summary>Files that are copied into a container before it starts.</summary>
internal sealed record ContainerFileSystem
{
    /// <summary>A directory that the image already has.</summary>
    public required string Destination { get; init; }

    public int? DefaultOwner { get; init; }

    public int? DefaultGroup { get; init; }

    public int? Umask { get; init; }

    public required IReadOnlyList<ContainerFileSystemEntry> Entries { get; init; }
}

internal sealed record ContainerFileSystemEntry
{
    /// <value><c>file</c> or <c>directory</c>.</value>
    public required string Type { get; init; }

    public required string Name { get; init; }

    public int? Owner { get; init; }

    public int? Group { get; init; }

    /// <summary>Permission bits as a plain number, 420 being 0644. 0: DCP's default.</summary>
    public int? Mode { get; init; }

    public string? Contents { get; init; }

    /// <summary>A file on this machine to take the contents from.</summary>
    public string? Source { get; init; }

    public bool? ContinueOnError { get; init; }

    public IReadOnlyList<ContainerFileSystemEntry>? Entries { get; init; }
}
