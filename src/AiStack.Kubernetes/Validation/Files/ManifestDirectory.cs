using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Reading;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation.Files;

/// <summary>Validates the manifests of a directory: YAML with any number of documents, and JSON.</summary>
public sealed class ManifestDirectory
{
    private readonly List<ManifestProblem> _problems = [];
    private readonly SortedSet<string> _kindsWithoutSchema = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectKey, string> _known = [];
    private readonly SchemaSet _schemas;
    private readonly ObjectValidator _validator;
    private int _objects;
    private int _skipped;

    private ManifestDirectory(SchemaSet schemas, bool ignoresMissingSchemas) =>
        (_schemas, _validator) = (schemas, new(schemas) { IgnoresMissingSchemas = ignoresMissingSchemas });

    /// <summary>Validates every object below a directory.</summary>
    /// <param name="path">The directory, or one file.</param>
    /// <param name="schemas">The kinds that the cluster would know.</param>
    /// <param name="ignoresMissingSchemas">Whether kinds without a schema are no problem.</param>
    /// <exception cref="IOException">A directory cannot be read; a file that cannot be is a problem of the report.</exception>
    /// <exception cref="Schemas.SchemaException">The schema of a kind cannot be read.</exception>
    public static ManifestReport Validate(string path, SchemaSet schemas, bool ignoresMissingSchemas = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(schemas);

        var directory = new ManifestDirectory(schemas, ignoresMissingSchemas);
        var (files, skipped) = ManifestFiles.Of(path);
        directory._skipped = skipped;
        foreach (var file in files)
        {
            directory.ValidateFile(file);
        }

        return new(directory._problems, files.Count, directory._objects, directory._skipped, [.. directory._kindsWithoutSchema], directory._validator.Rules);
    }

    private void ValidateFile(string file)
    {
        if (ReadText(file) is not { } text)
        {
            return;
        }

        if (Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            ValidateJson(text, file);
            return;
        }

        var (documents, finding) = KubernetesYamlReader.Read(text);
        foreach (var document in documents)
        {
            Validate(document.Root!, document, file);
        }

        if (finding is not null)
        {
            _problems.Add(new(file, finding.Line, null, "", finding.Message));
        }
    }

    // One of them, such as a link to nothing, keeps nobody from hearing about the others.
    private string? ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _problems.Add(new(file, null, null, "", $"This file cannot be read: {error.Message}"));
            return null;
        }
    }

    private void ValidateJson(string text, string file)
    {
        try
        {
            if (JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) is { } root)
            {
                Validate(root, new(root, 1, new Dictionary<JsonNode, int>()), file);
            }
        }
        catch (JsonException error)
        {
            _problems.Add(new(file, (int)(error.LineNumber ?? 0) + 1, null, "", $"This is not JSON: {error.Message}"));
        }
    }

    private void Validate(JsonNode value, ReadDocument document, string file)
    {
        // Kustomizations may have any name, and configuration of other programs lies beside manifests.
        if (value is not JsonObject json || (!json.ContainsKey("apiVersion") && !json.ContainsKey("kind"))
            || (JsonWords.Text(json["apiVersion"])?.StartsWith("kustomize.config.k8s.io/", StringComparison.Ordinal) ?? false))
        {
            _skipped++;
            return;
        }

        if (JsonWords.Text(json["kind"]) is { } kind && kind.EndsWith("List", StringComparison.Ordinal) && json["items"] is JsonArray items && !_schemas.TryFind(JsonWords.Text(json["apiVersion"]) ?? "", kind, out _))
        {
            foreach (var item in items)
            {
                if (item is JsonObject)
                {
                    Validate(item, document, file);
                }
                else
                {
                    _problems.Add(new(file, document.LineOf(json, null), kind, "items", $"Items of a list are objects, not {JsonWords.Describe(item)}."));
                }
            }

            return;
        }

        ValidateObject(json, document, file);
    }

    private void ValidateObject(JsonObject json, ReadDocument document, string file)
    {
        _objects++;
        var (apiVersion, kind) = (JsonWords.Text(json["apiVersion"]), JsonWords.Text(json["kind"]));
        var metadata = json["metadata"] as JsonObject;
        var (place, name) = (JsonWords.Text(metadata?["namespace"]), JsonWords.Text(metadata?["name"]));
        var subject = $"{kind ?? "object"} {(place is null ? "" : $"{place}/")}{name ?? JsonWords.Text(metadata?["generateName"]) ?? "without name"}";
        foreach (var finding in _validator.Validate(json))
        {
            _problems.Add(new(file, document.LineOf(json, finding.Place), subject, finding.Path, finding.Message));
        }

        if (apiVersion is null || kind is null)
        {
            return;
        }

        if (!_schemas.TryFind(apiVersion, kind, out _))
        {
            _kindsWithoutSchema.Add($"{apiVersion} {kind}");
        }

        if (name is not null && !_known.TryAdd(new(KubernetesObject.GroupOf(apiVersion), kind, place, name), file))
        {
            _problems.Add(new(file, document.LineOf(json, null), subject, "", $"This object stands in {_known[new(KubernetesObject.GroupOf(apiVersion), kind, place, name)]} already; the one applied last would win."));
        }
    }
}
