using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Cel;
using AiStack.Kubernetes.Validation.Rules;
using AiStack.Kubernetes.Validation.Schemas;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation;

/// <summary>Says what an API server would refuse or drop of an object, without one.</summary>
/// <param name="schemas">The kinds that it would know.</param>
public sealed class ObjectValidator(SchemaSet schemas)
{
    /// <summary>Whether a kind without a schema is passed over after its metadata, instead of being a finding.</summary>
    /// <value>Default: no.</value>
    public bool IgnoresMissingSchemas { get; init; }

    /// <summary>Whether an object of a namespaced kind has to name its namespace, which otherwise whoever applies it decides.</summary>
    /// <value>Default: no.</value>
    public bool RequiresNamespace { get; init; }

    /// <summary>Counts the CEL rules that were evaluated, and those that could not be.</summary>
    public CelTally Rules { get; } = new();

    /// <summary>Checks an object.</summary>
    /// <param name="json">The object with <c>apiVersion</c>, <c>kind</c> and <c>metadata</c>; it is not changed.</param>
    /// <returns>What is wrong; empty: nothing that is known.</returns>
    /// <exception cref="SchemaException">The schema of its kind cannot be read.</exception>
    public IReadOnlyList<ObjectFinding> Validate(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);

        var findings = new FindingList();
        if (Identity(json, "apiVersion", findings) is not { } apiVersion || Identity(json, "kind", findings) is not { } kind)
        {
            return findings.Findings;
        }

        schemas.TryFind(apiVersion, kind, out var type);
        MetadataRules.Check(json["metadata"], apiVersion, kind, type?.IsNamespaced, RequiresNamespace, findings);
        if (type is not null)
        {
            Validate(json, type, findings);
        }
        else if (!IgnoresMissingSchemas)
        {
            findings.Add(ObjectPath.Root, schemas.Missing(apiVersion, kind));
        }

        return findings.Findings;
    }

    private void Validate(JsonObject json, ObjectType type, FindingList findings)
    {
        var schema = type.Schema.Resolved;
        var value = (JsonObject)json.DeepClone();
        if (schema.Dialect == SchemaDialect.Core)
        {
            // The rules of metadata are in force already, and say the same in clearer words.
            value.Remove("metadata");
        }
        else
        {
            Defaults.Fill(value, schema);
        }

        var before = findings.Findings.Count;
        new StructuralCheck(findings).Check(value, schema, ObjectPath.Root);
        if (findings.Findings.Count == before)
        {
            // As in the API server, rules are about values whose structure is right.
            new CelCheck(Rules, findings).Check(value, schema, ObjectPath.Root);
        }

        CheckFields(json, schema, findings);
        CoreRules.Check(json, type, findings);
        PluginRules.Check(json, type, schemas, findings);
    }

    private static void CheckFields(JsonObject json, SchemaNode schema, FindingList findings)
    {
        var unknown = new UnknownFields(findings);
        foreach (var (key, part) in json)
        {
            // The fields of metadata are the same for every kind, whatever little a definition says of them.
            if (key is "apiVersion" or "kind" or "metadata")
            {
                continue;
            }

            if (schema.Properties.TryGetValue(key, out var property))
            {
                unknown.Check(part, [property], ObjectPath.Root[key]);
            }
            else if (schema.Properties.Count > 0)
            {
                unknown.Check(new JsonObject { [key] = null }, [schema], ObjectPath.Root);
            }
        }
    }

    private static string? Identity(JsonObject json, string key, FindingList findings)
    {
        var text = JsonWords.Text(json[key]);
        if (string.IsNullOrEmpty(text))
        {
            findings.Add(ObjectPath.Root, $"'{key}' is missing; the API server tells by it what the object is.");
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }
}
