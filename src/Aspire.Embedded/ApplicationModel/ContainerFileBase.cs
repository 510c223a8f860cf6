namespace Aspire.Hosting.ApplicationModel;

/// <summary>A file to be made in a container before it starts.</summary>
public abstract class ContainerFileBase : ContainerFileSystemItem
{
    /// <summary>What is in it.</summary>
    /// <value><see langword="null"/> (default): what is in <see cref="SourcePath"/>.</value>
    public string? Contents { get; set; }

    /// <summary>The file of this machine that is copied.</summary>
    internal string? SourcePath { get; set; }

    /// <summary>Whether the container starts although the file cannot be made.</summary>
    internal bool? ContinueOnError { get; set; }
}
