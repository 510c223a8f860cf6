using System.Text.Json.Nodes;
using AiStack.Tests;
using NJsonSchema;

namespace AiStack.Components.Tests.Apisix.Plugins;

/// <summary>The schemas of APISIX' plugins, which lie beside the repository and not in it.</summary>
internal static class PluginSchemas
{
    private static readonly string s_directory = Path.Combine(SampleFiles.RepositoryRoot, "..", "shared", "apisix-plugin-schemas");
    private static readonly Dictionary<string, JsonSchema> s_read = [];

    /// <summary>Whether they are there.</summary>
    public static bool ArePresent => Directory.Exists(s_directory);

    /// <summary>Skips the test where the schemas are not there.</summary>
    public static void Require()
    {
        if (!ArePresent)
        {
            Requirement.IsMissing($"APISIX' plugin schemas are not in '{Path.GetFullPath(s_directory)}'.");
        }
    }

    /// <summary>What is wrong with a plugin's configuration.</summary>
    /// <param name="plugin">The plugin, or another file of the directory without its extension.</param>
    /// <param name="config">The configuration.</param>
    public static IEnumerable<string> Errors(string plugin, JsonObject config)
    {
        var policy = (string?)config["policy"] ?? "local";
        lock (s_read)
        {
            if (!s_read.TryGetValue($"{plugin} {policy}", out var schema))
            {
                var read = JsonNode.Parse(File.ReadAllText(Path.Combine(s_directory, $"{plugin}.json")))!.AsObject();
                Decide(read, policy);
                Close(read);
                s_read[$"{plugin} {policy}"] = schema = JsonSchema.FromJsonAsync(read.ToJsonString()).GetAwaiter().GetResult();
            }

            return [.. schema.Validate(config.ToJsonString()).Select(error => $"{plugin}: {error}")];
        }
    }

    // NJsonSchema does not know 'if', and here it is only ever about the policy, or about certificates that are not of a server.
    private static void Decide(JsonObject schema, string policy)
    {
        if (schema["if"] is not JsonObject condition)
        {
            return;
        }

        var holds = condition["properties"]!["policy"]?["enum"]!.AsArray().Any(word => (string?)word == policy) ?? true;
        var branch = schema[holds ? "then" : "else"]?.DeepClone() as JsonObject;
        foreach (var word in new[] { "if", "then", "else" })
        {
            schema.Remove(word);
        }

        if (branch is null)
        {
            return;
        }

        Decide(branch, policy);
        foreach (var (name, property) in branch["properties"]?.AsObject() ?? [])
        {
            schema["properties"]![name] = property!.DeepClone();
        }

        schema["required"] = new JsonArray([.. (schema["required"] as JsonArray ?? []).Concat(branch["required"] as JsonArray ?? []).Select(name => name!.DeepClone())]);
    }

    // APISIX accepts what it does not know and then ignores it; what is written here must be known.
    private static void Close(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Close(item);
            }
        }
        else if (node is JsonObject schema)
        {
            foreach (var (_, inner) in schema)
            {
                Close(inner);
            }

            if (schema["properties"] is JsonObject && !schema.ContainsKey("additionalProperties") && !schema.ContainsKey("patternProperties") && (schema["type"] as JsonValue)?.ToString() == "object")
            {
                schema["additionalProperties"] = false;
            }
        }
    }
}
