using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image a container is made from.</summary>
[DebuggerDisplay("{Registry,nq}/{Image,nq}:{Tag,nq}")]
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    private string? _tag;
    private string? _sha256;

    /// <summary>Where the image is pulled from.</summary>
    /// <value><see langword="null"/> (default): as <see cref="Image"/> says, else what the container runtime takes.</value>
    public string? Registry { get; set; }

    /// <summary>The repository, with or without a registry in front.</summary>
    public required string Image { get; set; }

    /// <summary>The tag. Setting it clears <see cref="SHA256"/>.</summary>
    public string? Tag
    {
        get => _tag;
        set
        {
            _tag = value;
            if (value is not null)
            {
                _sha256 = null;
            }
        }
    }

    /// <summary>The digest, 64 hexadecimal digits. Setting it clears <see cref="Tag"/>.</summary>
    public string? SHA256
    {
        get => _sha256;
        set
        {
            _sha256 = value;
            if (value is not null)
            {
                _tag = null;
            }
        }
    }

    internal string FullName =>
        (string.IsNullOrEmpty(Registry) ? Image : $"{Registry}/{Image}") + (SHA256 is null ? (Tag is null ? "" : $":{Tag}") : $"@sha256:{SHA256}");
}
