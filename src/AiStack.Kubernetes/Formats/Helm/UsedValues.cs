using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>Which values each object uses, for texts that have to be others when one of them is.</summary>
internal sealed class UsedValues
{
    // As Helm's toJson writes it: keys in order, no spaces, <, > and & escaped.
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.Default };

    private readonly Dictionary<KubernetesObject, SortedDictionary<string, JsonNode>> _values = [];

    /// <summary>Notes a value that an object uses.</summary>
    /// <param name="made">The object.</param>
    /// <param name="value">The value, by its path.</param>
    /// <param name="unset">What it is without anybody saying otherwise.</param>
    public void Add(KubernetesObject made, string value, JsonNode unset)
    {
        if (!_values.TryGetValue(made, out var own))
        {
            _values[made] = own = new(StringComparer.Ordinal);
        }

        own[value] = unset;
    }

    /// <summary>A piece of a template that is one text while no value of an object is set, and for any other values a text of their own.</summary>
    /// <param name="made">The object.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">What the others start with; a hyphen and a checksum follow.</param>
    /// <returns><see langword="null"/>: the object uses no value.</returns>
    public string? TextOf(KubernetesObject made, string text, string start)
    {
        if (!_values.TryGetValue(made, out var own))
        {
            return null;
        }

        var unset = new JsonArray([.. own.Values.Select(Sorted)]);
        var hash = Checksum.Short(unset.ToJsonString(s_options));
        return $"{{{{ $with := list {string.Join(' ', own.Keys.Select(value => $".Values.{value}"))} | toJson | sha256sum | trunc {Checksum.ShortLength} }}}}"
            + $"{{{{ if eq $with \"{hash}\" }}}}{text}{{{{ else }}}}{start}-{{{{ $with }}}}{{{{ end }}}}";
    }

    private static JsonNode Sorted(JsonNode value) => value is JsonObject mapping
        ? new JsonObject(mapping.Where(entry => entry.Value is not null).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Sorted(entry.Value!))))
        : value.DeepClone();
}
