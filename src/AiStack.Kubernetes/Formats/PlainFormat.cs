using System.Text.Json.Nodes;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Yaml;

namespace AiStack.Kubernetes.Formats;

/// <summary>A directory tree with a file for each object, and a kustomization that lists them in the order in which they are applied.</summary>
public static class PlainFormat
{
    /// <summary>Name of the list of files.</summary>
    public const string KustomizationFile = "kustomization.yaml";

    /// <summary>The files of a publication's objects.</summary>
    public static IEnumerable<PublicationFile> Of(Publication publication)
    {
        ArgumentNullException.ThrowIfNull(publication);

        foreach (var made in publication.Objects)
        {
            yield return new(ObjectPaths.Of(made), KubernetesYaml.Write(made));
        }

        yield return new(KustomizationFile, KubernetesYaml.Write(new JsonObject
        {
            ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
            ["kind"] = "Kustomization",
            ["resources"] = new JsonArray([.. publication.Objects.Select(made => (JsonNode)ObjectPaths.Of(made))]),
        }));
    }
}
