using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Validation.Reading;

/// <summary>A document of a file.</summary>
/// <param name="Root">Its value; <see langword="null"/>: it says nothing.</param>
/// <param name="Line">Line in which it begins, from 1.</param>
/// <param name="Lines">Lines of the values in it, by value; for the entries of mappings those of their keys. Empty: not known (JSON).</param>
internal sealed record ReadDocument(JsonNode? Root, int Line, IReadOnlyDictionary<JsonNode, int> Lines)
{
    /// <summary>The line of a place, or of what is nearest around it.</summary>
    /// <param name="within">A value of this document.</param>
    /// <param name="path">A place in that value.</param>
    /// <returns><see langword="null"/>: not known.</returns>
    public int? LineOf(JsonNode within, ObjectPath? path)
    {
        int? line = Lines.TryGetValue(within, out var start) ? start : Lines.Count > 0 ? Line : null;
        JsonNode? at = within;
        foreach (var step in path?.Steps() ?? [])
        {
            at = (at, step) switch
            {
                (JsonObject mapping, string key) => mapping[key],
                (JsonArray list, int index) when index < list.Count => list[index],
                _ => null,
            };
            if (at is null)
            {
                break;
            }

            line = Lines.TryGetValue(at, out var known) ? known : line;
        }

        return line;
    }
}
