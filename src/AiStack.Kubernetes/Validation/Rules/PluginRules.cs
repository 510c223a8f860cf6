using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Core.Schema;
using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>Holds the configurations of plugins, which the schemas of APISIX' custom resources leave open, against the schemas of the plugins.</summary>
internal static class PluginRules
{
    /// <summary>Checks the plugins of an object, if it has any and schemas of plugins are there.</summary>
    public static void Check(JsonObject json, ObjectType type, SchemaSet schemas, FindingList findings)
    {
        if (type.Group != "apisix.apache.org" || schemas.Plugins.Count == 0 || json["spec"] is not JsonObject spec)
        {
            return;
        }

        var path = ObjectPath.Root["spec"];
        CheckList(spec["plugins"], path["plugins"], schemas, findings);
        foreach (var routes in (string[])["http", "stream"])
        {
            var list = spec[routes] as JsonArray ?? [];
            for (var i = 0; i < list.Count; i++)
            {
                CheckList((list[i] as JsonObject)?["plugins"], path[routes][i]["plugins"], schemas, findings);
            }
        }
    }

    private static void CheckList(JsonNode? plugins, ObjectPath path, SchemaSet schemas, FindingList findings)
    {
        var list = plugins as JsonArray ?? [];
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonObject plugin && JsonWords.Text(plugin["name"]) is { } name)
            {
                Check(plugin, name, path[i], schemas, findings);
            }
        }
    }

    private static void Check(JsonObject plugin, string name, ObjectPath path, SchemaSet schemas, FindingList findings)
    {
        if (schemas.FindPlugin(name) is not { } schema)
        {
            findings.Add(path["name"], $"There is no schema of a plugin '{Excerpt.Of(name)}'." + (Spelling.Nearest(name, schemas.Plugins) is { } meant ? $" Did you mean '{meant}'?" : ""));
            return;
        }

        // What the controller merges in from a Secret is not known here, so nothing can be said to be missing.
        var config = plugin["config"]?.DeepClone() ?? new JsonObject();
        if (IsOff(plugin["enable"]) || plugin["secretRef"] is not null)
        {
            return;
        }

        Defaults.Fill(config, schema);
        new StructuralCheck(findings).Check(config, schema, path["config"]);
        new UnknownFields(findings).Check(plugin["config"], [schema], path["config"]);
    }

    private static bool IsOff(JsonNode? enable) => enable?.GetValueKind() == JsonValueKind.False;
}
