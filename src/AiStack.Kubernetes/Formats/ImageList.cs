using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Formats;

/// <summary>The container images that a cluster pulls for a publication: what a mirror has to hold.</summary>
/// <remarks>Found by the shapes that Kubernetes, operators and charts write images in, so that no kind has to be known here.</remarks>
public static class ImageList
{
    /// <summary>Name of the list's file.</summary>
    public const string File = "images.txt";

    /// <summary>The images of the objects, and those that values of the platform pin; sorted, each once.</summary>
    public static IReadOnlyList<string> Of(Publication publication)
    {
        ArgumentNullException.ThrowIfNull(publication);

        var images = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var made in publication.Objects)
        {
            Find(made.Content, images);
        }

        foreach (var release in publication.Releases)
        {
            Find(release.Values, images);
            images.UnionWith(release.Images);
        }

        return [.. images];
    }

    /// <summary>The list as a file: an image on each line.</summary>
    public static string Text(Publication publication) => string.Concat(Of(publication).Select(image => $"{image}\n"));

    private static void Find(JsonNode? node, SortedSet<string> images)
    {
        switch (node)
        {
            case JsonObject mapping:
                foreach (var (key, value) in mapping)
                {
                    if (key is "image" or "imageName" && Reference(value) is { } image)
                    {
                        images.Add(image);
                    }
                    else
                    {
                        Find(value, images);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Find(item, images);
                }

                break;
        }
    }

    // image: redis:8 | image: {registry: docker.io, name: a/b:1} | image: {registry: docker.io, repository: a/b, tag: "1"}
    private static string? Reference(JsonNode? value) => value switch
    {
        JsonObject parts when Text(parts["registry"]) is { } registry && Text(parts["name"]) is { } name => $"{registry}/{name}",
        JsonObject parts when Text(parts["repository"]) is { } repository && Text(parts["tag"]) is { } tag => $"{(Text(parts["registry"]) is { } registry ? $"{registry}/" : "")}{repository}:{tag}",
        _ => Text(value) is { } image && image.Contains(':', StringComparison.Ordinal) ? image : null,
    };

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;
}
