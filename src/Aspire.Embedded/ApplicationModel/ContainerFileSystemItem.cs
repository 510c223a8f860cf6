namespace Aspire.Hosting.ApplicationModel;

/// <summary>A file or directory to be made in a container before it starts.</summary>
public abstract class ContainerFileSystemItem
{
    private string? _name;

    /// <summary>Its name, without a path.</summary>
    /// <exception cref="ArgumentException">The name contains a directory separator.</exception>
    public string Name
    {
        get => _name ?? throw new InvalidOperationException("A file or directory for a container needs a name.");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (Path.GetDirectoryName(value) is { Length: > 0 })
            {
                throw new ArgumentException($"'{value}' must be a simple name and not include any path separators (eg, / or \\). To specify parent folders, use one or more ContainerDirectory entries.", nameof(value));
            }

            _name = value;
        }
    }

    /// <summary>User id of its owner.</summary>
    /// <value><see langword="null"/> (default): the owner of the whole set.</value>
    internal int? Owner { get; set; }

    /// <summary>Group id.</summary>
    /// <value><see langword="null"/> (default): the group of the whole set.</value>
    internal int? Group { get; set; }

    /// <summary>Its permissions.</summary>
    /// <value>None (default): what the umask of the whole set leaves.</value>
    public UnixFileMode Mode { get; set; }
}
