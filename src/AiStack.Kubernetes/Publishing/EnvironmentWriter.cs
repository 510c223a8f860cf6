using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Kubernetes.Publishing;

/// <summary>Environment variables as the API server takes them: secrets by reference, texts around secrets by the kubelet's own <c>$(NAME)</c>.</summary>
internal sealed class EnvironmentWriter(ClusterAddresses addresses)
{
    private readonly JsonArray _secrets = [];
    private readonly JsonArray _variables = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<(string Name, string Key), string> _variableOfSecret = [];

    /// <summary>Writes variables.</summary>
    /// <param name="fields">Variables that are fields of the pod or resources of the container; they stand first.</param>
    /// <param name="variables">The variables, in order.</param>
    public JsonArray Write(IReadOnlyDictionary<string, string> fields, IReadOnlyList<EnvironmentVariable> variables)
    {
        foreach (var (name, path) in fields)
        {
            _names.Add(name);
            _secrets.Add((JsonNode)new JsonObject { ["name"] = name, ["valueFrom"] = FieldOf(path) });
        }

        _names.UnionWith(variables.Select(variable => variable.Name));
        foreach (var variable in variables.Where(variable => !variable.Value.IsLocal))
        {
            _variables.Add((JsonNode)Write(variable));
        }

        // A variable can refer to those before it only.
        return [.. _secrets.Concat(_variables).Select(node => node!.DeepClone())];
    }

    private static JsonObject FieldOf(string path) => path.StartsWith("limits.", StringComparison.Ordinal) || path.StartsWith("requests.", StringComparison.Ordinal)
        ? new() { ["resourceFieldRef"] = new JsonObject { ["resource"] = path } }
        : new() { ["fieldRef"] = new JsonObject { ["fieldPath"] = path } };

    private JsonObject Write(EnvironmentVariable variable) => variable.Value.Parts is [SecretPart { Secret: var secret }]
        ? Reference(variable.Name, secret)
        : new()
        {
            ["name"] = variable.Name,
            ["value"] = string.Concat(variable.Value.Parts.Select(part => part switch
            {
                TextPart text => Escape(text.Text),
                EndpointPart endpoint => addresses.Resolve(endpoint),
                SecretPart used => $"$({VariableOf(used.Secret)})",
                _ => throw new ArgumentException($"A part of type {part.GetType().Name} cannot be written.", nameof(variable)),
            })),
        };

    private string VariableOf(SecretReference secret)
    {
        if (!_variableOfSecret.TryGetValue((secret.Name, secret.Key), out var name))
        {
            name = Free(NameOf($"{secret.Name}_{secret.Key}"));
            _variableOfSecret[(secret.Name, secret.Key)] = name;
            _secrets.Add((JsonNode)Reference(name, secret));
        }

        return name;
    }

    private string Free(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_names.Add(name); number++)
        {
            name = FormattableString.Invariant($"{wanted}_{number}");
        }

        return name;
    }

    private static string NameOf(string text)
    {
        var name = new string([.. text.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')]);
        return char.IsAsciiDigit(name[0]) ? $"_{name}" : name;
    }

    private static JsonObject Reference(string name, SecretReference secret) => new()
    {
        ["name"] = name,
        ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = secret.Name, ["key"] = secret.Key } },
    };

    // A text that looks like a reference would be replaced.
    private static string Escape(string text) => text.Replace("$(", "$$(", StringComparison.Ordinal);
}
