using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Files;
using AiStack.Kubernetes.Validation.Reading;

namespace AiStack.Kubernetes.Validation.Schemas;

/// <summary>Finds the schemas in a directory.</summary>
internal static class SchemaFiles
{
    /// <summary>Reads a directory, or a file, into a set.</summary>
    /// <exception cref="SchemaException">There is no such path, no schema, or a schema that cannot be read.</exception>
    public static void Load(string path, SchemaSet set)
    {
        string[] files = Directory.Exists(path) ? [.. FilesBelow.Of(path).Where(IsSchemaFile)]
            : File.Exists(path) ? (string[])[path]
            : throw new SchemaException($"There is no directory '{path}'. Name one with CustomResourceDefinitions or Kubernetes' OpenAPI definitions.");

        // Reading is most of the time; the order in which kinds are added stays that of the names.
        var read = new IReadOnlyList<Action<SchemaSet>>[files.Length];
        try
        {
            Parallel.For(0, files.Length, i => read[i] = Read(files[i]));
        }
        catch (AggregateException error) when (error.InnerExceptions.OfType<SchemaException>().OrderBy(inner => inner.Message, StringComparer.Ordinal).FirstOrDefault() is { } first)
        {
            throw first;
        }

        var additions = read.SelectMany(additions => additions).ToList();
        if (additions.Count == 0)
        {
            throw new SchemaException($"There is no schema in '{path}': no CustomResourceDefinition (YAML), no OpenAPI document with 'definitions' and no plugin schema of APISIX.");
        }

        additions.ForEach(add => add(set));
    }

    private static bool IsSchemaFile(string file) => Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml" or ".json";

    private static IReadOnlyList<Action<SchemaSet>> Read(string file)
    {
        var text = File.ReadAllText(file);
        if (Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            return ReadJson(text, file);
        }

        // A file that does not speak of definitions is a note or an object: nothing to parse.
        if (!text.Contains("CustomResourceDefinition", StringComparison.Ordinal))
        {
            return [];
        }

        var (documents, finding) = KubernetesYamlReader.Read(text, knowsLines: false);
        return finding is null
            ? [.. documents.SelectMany(document => CustomResources.Read(document.Root, file))]
            : throw new SchemaException($"{file}:{finding.Line}: {finding.Message}");
    }

    private static IReadOnlyList<Action<SchemaSet>> ReadJson(string text, string file)
    {
        try
        {
            return JsonNode.Parse(text) switch
            {
                JsonObject json when json["definitions"] is JsonObject && (json.ContainsKey("swagger") || !json.ContainsKey("x-apisix")) => OpenApiDefinitions.Read(json, file),
                JsonObject json when json["x-apisix"] is JsonObject about => PluginSchemas.Read(json, about, file),
                JsonNode json => [.. CustomResources.Read(json, file)],
                null => [],
            };
        }
        catch (JsonException error)
        {
            throw new SchemaException($"{file}:{(error.LineNumber ?? 0) + 1}: This is not JSON: {error.Message}");
        }
    }
}
