using System.Diagnostics.CodeAnalysis;
using AiStack.Kubernetes.Validation.Schemas;

namespace AiStack.Kubernetes.Validation;

/// <summary>The kinds that a cluster would know, read from CustomResourceDefinitions and Kubernetes' OpenAPI document, and the plugins that APISIX would know.</summary>
/// <example>
/// <code>
/// var validator = new ObjectValidator(SchemaSet.Load("../shared/crds", "../shared/apisix-plugin-schemas"));
/// Assert.Empty(validator.Validate(made.ToJson()));
/// </code>
/// </example>
public sealed class SchemaSet
{
    private readonly Dictionary<(string ApiVersion, string Kind), ObjectType> _types = [];
    private readonly Dictionary<(string ApiVersion, string Kind), IReadOnlyList<string>> _unserved = [];
    private readonly Dictionary<string, Lazy<SchemaNode>> _plugins = new(StringComparer.Ordinal);

    internal SchemaSet()
    {
    }

    /// <summary>Reads all schemas below directories.</summary>
    /// <param name="paths">Directories, or single files. Of a kind that stands in several the first one counts.</param>
    /// <exception cref="SchemaException">A path is not there, a file that looks like a schema is none, or there is no schema at all.</exception>
    public static SchemaSet Load(params ReadOnlySpan<string> paths)
    {
        var set = new SchemaSet();
        foreach (var path in paths)
        {
            SchemaFiles.Load(path, set);
        }

        return set;
    }

    /// <summary>The kinds, by group, version and name.</summary>
    public IReadOnlyList<ObjectType> Types => [.. _types.Values.OrderBy(type => type.ApiVersion, StringComparer.Ordinal).ThenBy(type => type.Kind, StringComparer.Ordinal)];

    /// <summary>Names of the plugins that there are schemas of.</summary>
    public IReadOnlyCollection<string> Plugins => _plugins.Keys;

    /// <summary>Finds a kind.</summary>
    public bool TryFind(string apiVersion, string kind, [NotNullWhen(true)] out ObjectType? type) => _types.TryGetValue((apiVersion, kind), out type);

    internal void Add(ObjectType type) => _types.TryAdd((type.ApiVersion, type.Kind), type);

    /// <summary>Adds a version that its definition names but no API server answers to.</summary>
    internal void AddUnserved(string apiVersion, string kind, IReadOnlyList<string> served) => _unserved.TryAdd((apiVersion, kind), served);

    internal void AddPlugin(string name, Lazy<SchemaNode> schema) => _plugins.TryAdd(name, schema);

    internal SchemaNode? FindPlugin(string name) => _plugins.TryGetValue(name, out var schema) ? schema.Value : null;

    /// <summary>Why there is no schema of a kind, and what to write instead.</summary>
    internal string Missing(string apiVersion, string kind)
    {
        if (_unserved.TryGetValue((apiVersion, kind), out var served))
        {
            return $"{kind} is not served in version '{apiVersion}'. Served: {(served.Count == 0 ? "none" : string.Join(", ", served))}.";
        }

        var others = _types.Keys.Where(type => type.Kind == kind).Select(type => type.ApiVersion).Order(StringComparer.Ordinal).ToList();
        return others.Count > 0
            ? $"There is no schema of {kind} in '{apiVersion}', but in {string.Join(", ", others)}."
            : $"There is no schema of {kind} in '{apiVersion}'. Add its CustomResourceDefinition to the schemas, or correct 'apiVersion' and 'kind'.";
    }
}
