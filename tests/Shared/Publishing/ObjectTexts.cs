using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Validation.Reading;
using AiStack.Kubernetes.Yaml;

namespace AiStack.Tests;

/// <summary>Objects as what their YAML means, whoever wrote it.</summary>
internal static class ObjectTexts
{
    /// <summary>The objects in a text by kind, namespace and name.</summary>
    internal static SortedDictionary<string, JsonObject> Read(string yaml)
    {
        var (documents, finding) = KubernetesYamlReader.Read(yaml, knowsLines: false);
        Assert.Null(finding);
        var objects = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            var made = Assert.IsType<JsonObject>(document.Root);
            objects.Add($"{made["apiVersion"]} {made["kind"]} {made["metadata"]!["namespace"]}/{made["metadata"]!["name"]}", made);
        }

        return objects;
    }

    /// <summary>The objects of a publication in the same form.</summary>
    internal static SortedDictionary<string, JsonObject> Of(IEnumerable<KubernetesObject> objects) => Read(string.Join("---\n", objects.Select(KubernetesYaml.Write)));

    /// <summary>Every scalar of an object by where it stands; empty mappings and lists are scalars, too.</summary>
    internal static IEnumerable<(string Path, string Value)> Scalars(JsonNode? node, string path = "") => node switch
    {
        JsonObject { Count: > 0 } mapping => mapping.SelectMany(entry => Scalars(entry.Value, $"{path}/{entry.Key}")),
        JsonArray { Count: > 0 } list => list.SelectMany((item, index) => Scalars(item, $"{path}/{index}")),
        _ => [(path, $"{node?.GetValueKind() ?? JsonValueKind.Null} {node}")],
    };

    /// <summary>Fails unless both are the same objects.</summary>
    internal static void AreSame(SortedDictionary<string, JsonObject> expected, SortedDictionary<string, JsonObject> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected, entry => Assert.Equal(Scalars(entry.Value).Order(), Scalars(actual[entry.Key]).Order()));
    }
}
