namespace Aspire.Hosting.ApplicationModel;

/// <summary>Files and directories to be made in a container before it starts.</summary>
internal sealed class ContainerFileSystemCallbackAnnotation : IResourceAnnotation
{
    /// <summary>Absolute path of a directory that the image has.</summary>
    public required string DestinationPath { get; init; }

    /// <summary>User id of the owner. <see langword="null"/>: root.</summary>
    public int? DefaultOwner { get; init; }

    /// <summary>Group id. <see langword="null"/>: root.</summary>
    public int? DefaultGroup { get; init; }

    /// <summary>Permissions that are taken away. <see langword="null"/>: writing by group and others.</summary>
    public UnixFileMode? Umask { get; set; }

    /// <summary>Lists what is made; asked at every start.</summary>
    public required Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> Callback { get; init; }
}
