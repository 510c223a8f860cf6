namespace Aspire.Hosting.ApplicationModel;

/// <summary>A directory, file or volume mounted into a container.</summary>
public sealed class ContainerMountAnnotation : IResourceAnnotation
{
    /// <summary>Describes a mount.</summary>
    /// <param name="source">Path on this machine, or the volume's name. <see langword="null"/>: a nameless volume.</param>
    /// <param name="target">Absolute path in the container.</param>
    /// <param name="type">What is mounted.</param>
    /// <param name="isReadOnly">Whether the container may only read it.</param>
    /// <exception cref="ArgumentNullException">A bind mount has no source.</exception>
    /// <exception cref="ArgumentException">A bind mount's source is not an absolute path, or a nameless volume is read-only.</exception>
    public ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    {
        ArgumentNullException.ThrowIfNull(target);

        if (type == ContainerMountType.BindMount)
        {
            ArgumentNullException.ThrowIfNull(source);
            if (!Path.IsPathRooted(source))
            {
                throw new ArgumentException("Bind mounts must specify an absolute path.", nameof(source));
            }
        }
        else if (string.IsNullOrEmpty(source) && isReadOnly)
        {
            throw new ArgumentException("Volumes without a name cannot be read-only.", nameof(isReadOnly));
        }

        Source = source;
        Target = target;
        Type = type;
        IsReadOnly = isReadOnly;
    }

    /// <summary>Path on this machine, or the volume's name.</summary>
    /// <value><see langword="null"/>: a nameless volume.</value>
    public string? Source { get; }

    /// <summary>Absolute path in the container.</summary>
    public string Target { get; }

    /// <summary>What is mounted.</summary>
    internal ContainerMountType Type { get; }

    /// <summary>Whether the container may only read it.</summary>
    internal bool IsReadOnly { get; }
}
