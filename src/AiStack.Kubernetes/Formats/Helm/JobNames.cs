using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Core.Schema;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>Names of Jobs that change with the values that they use, since a Job itself cannot be changed: with other values it is another one.</summary>
internal sealed class JobNames
{
    /// <summary>The kind.</summary>
    public const string Kind = "Job";


    // As Helm's toJson writes it: keys in order, no spaces, <, > and & escaped.
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.Default };

    private readonly Dictionary<KubernetesObject, SortedDictionary<string, JsonNode>> _values = [];

    /// <summary>Notes a value that a Job uses.</summary>
    /// <param name="job">The Job.</param>
    /// <param name="value">The value, by its path.</param>
    /// <param name="unset">What it is without anybody saying otherwise.</param>
    public void Add(KubernetesObject job, string value, JsonNode unset)
    {
        if (!_values.TryGetValue(job, out var own))
        {
            _values[job] = own = new(StringComparer.Ordinal);
        }

        own[value] = unset;
    }

    /// <summary>The name of an object as a piece of a template.</summary>
    /// <returns><see langword="null"/>: it is no Job, or uses no value.</returns>
    public string? NameOf(KubernetesObject made)
    {
        if (!_values.TryGetValue(made, out var own))
        {
            return null;
        }

        var unset = new JsonArray([.. own.Values.Select(Sorted)]);
        var hash = Checksum.Short(unset.ToJsonString(s_options));
        var start = Checksum.Beginning(made.Name, Names.LongestLabel);
        return $"{{{{ $with := list {string.Join(' ', own.Keys.Select(value => $".Values.{value}"))} | toJson | sha256sum | trunc {Checksum.ShortLength} }}}}"
            + $"{{{{ if eq $with \"{hash}\" }}}}{made.Name}{{{{ else }}}}{start}-{{{{ $with }}}}{{{{ end }}}}";
    }

    private static JsonNode Sorted(JsonNode value) => value is JsonObject mapping
        ? new JsonObject(mapping.Where(entry => entry.Value is not null).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Sorted(entry.Value!))))
        : value.DeepClone();
}
