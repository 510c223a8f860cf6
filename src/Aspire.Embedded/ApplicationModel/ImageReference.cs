namespace Aspire.Hosting.ApplicationModel;

/// <summary>An image name taken apart: <c>[registry[:port]/]repository[:tag][@sha256:digest]</c>.</summary>
/// <param name="Repository">Everything before tag and digest, the registry included.</param>
/// <param name="Tag">The tag, when there is one and no digest.</param>
/// <param name="Digest">The digest without <c>sha256:</c>, when there is one.</param>
internal sealed record ImageReference(string Repository, string? Tag, string? Digest)
{
    private const string DigestPrefix = "sha256:";

    internal static ImageReference Parse(string image)
    {
        var rest = image;
        string? digest = null;

        var at = rest.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            var given = rest[(at + 1)..];
            rest = rest[..at];
            if (!given.StartsWith(DigestPrefix, StringComparison.Ordinal) || given.Length == DigestPrefix.Length)
            {
                throw new ArgumentException($"'{image}' is not an image name: what follows '@' must be 'sha256:' and a digest.", nameof(image));
            }

            digest = given[DigestPrefix.Length..];
        }

        // A colon before the last slash belongs to the registry's port.
        string? tag = null;
        var colon = rest.LastIndexOf(':');
        if (colon > rest.LastIndexOf('/'))
        {
            tag = rest[(colon + 1)..];
            rest = rest[..colon];
            if (tag.Length == 0)
            {
                throw new ArgumentException($"'{image}' is not an image name: the tag after ':' is missing.", nameof(image));
            }
        }

        if (rest.Length == 0 || rest.Any(char.IsWhiteSpace))
        {
            throw new ArgumentException($"'{image}' is not an image name.", nameof(image));
        }

        return new(rest, digest is null ? tag : null, digest);
    }
}
