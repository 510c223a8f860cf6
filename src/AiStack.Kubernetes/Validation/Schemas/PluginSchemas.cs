using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation.Schemas;

/// <summary>Reads JSON Schemas of APISIX: an <c>x-apisix</c> object says what one is of.</summary>
internal static class PluginSchemas
{
    /// <summary>What a consumer's part of a plugin is found as.</summary>
    public static string ConsumerName(string plugin) => $"{plugin} (consumer)";

    /// <summary>What a schema adds: a plugin; the resources of APISIX' own configuration file are no objects of Kubernetes.</summary>
    public static IReadOnlyList<Action<SchemaSet>> Read(JsonObject json, JsonObject about, string file)
    {
        if (JsonWords.Text(about["plugin"]) is not { } plugin)
        {
            return [_ => { }];
        }

        var name = JsonWords.Text(about["kind"]) == "consumer-config" ? ConsumerName(plugin) : plugin;
        var schema = new Lazy<SchemaNode>(() => Read(json, file));
        return [set => set.AddPlugin(name, schema)];
    }

    private static SchemaNode Read(JsonObject json, string file)
    {
        try
        {
            return new SchemaNodeReader(SchemaDialect.Plugin).Read(json);
        }
        catch (SchemaException error)
        {
            throw new SchemaException($"{file}: {error.Message}");
        }
    }
}
