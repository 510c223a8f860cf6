using System.Collections;
using System.Text.Json.Nodes;
using AiStack.Core.Problems;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>The properties of a kind: what may be said, and nothing else.</summary>
/// <param name="properties">The properties, in the order they are written.</param>
public sealed class PropertySet(params IReadOnlyList<Property> properties) : IReadOnlyCollection<Property>
{
    private readonly Dictionary<string, Property> _byName = ByName(properties);

    /// <inheritdoc/>
    public int Count => properties.Count;

    /// <summary>The properties in the words of JSON Schema.</summary>
    public JsonObject JsonSchema
    {
        get
        {
            var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
            var required = properties.Where(property => property.IsRequired).Select(property => (JsonNode)property.Name).ToArray();
            if (required.Length > 0)
            {
                schema["required"] = new JsonArray(required);
            }

            schema["properties"] = new JsonObject(_byName.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value.JsonSchema)));
            return schema;
        }
    }

    /// <summary>Whether there is a property of that name.</summary>
    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>Reads what a mapping says into a spec; reports unknown names and missing ones.</summary>
    /// <param name="empty">A spec of which nothing was said.</param>
    /// <param name="mapping">What the file says.</param>
    /// <param name="place">Where to report what is missing.</param>
    /// <param name="context">Takes problems.</param>
    /// <param name="others">Further names that are somebody else's to read.</param>
    /// <returns>The spec.</returns>
    public object Read(object empty, MappingNode mapping, Place place, ReadContext context, params ReadOnlySpan<string> others)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(context);

        var spec = empty;
        var said = new HashSet<Property>();
        foreach (var entry in mapping.Entries)
        {
            if (!_byName.TryGetValue(entry.Key, out var property))
            {
                if (!others.Contains(entry.Key))
                {
                    ReportUnknown(entry, context, others);
                }
            }
            else if (!said.Add(property))
            {
                context.Report(PropertyProblems.Unknown.At(entry.KeyPlace, $"'{property.Name}' and '{property.Alias}' are two names of one property.", "Keep one of them."));
            }
            else if (entry.Value is ScalarNode { IsNull: true } && property.IsRequired)
            {
                ReportMissing(property, entry.Value.Place, context);
            }
            else
            {
                spec = property.Read(spec, entry.Value, context);
            }
        }

        foreach (var property in properties)
        {
            if (property.IsRequired && !said.Contains(property))
            {
                ReportMissing(property, place, context);
            }
        }

        return spec;
    }

    /// <summary>What a spec says beyond what is meant anyway.</summary>
    public IEnumerable<(string Key, Node? Value)> Write(object spec, object empty) =>
        properties.Select(property => (property.Name, property.Write(spec, empty))).Where(entry => entry.Item2 is not null);

    /// <summary>What is wrong with the values of a spec.</summary>
    /// <remarks>A required property that was not said is none of this method's business: reading reported it.</remarks>
    public IEnumerable<Finding> Check(object spec, object empty) =>
        properties.Where(property => !(property.IsRequired && property.Write(spec, empty) is null)).SelectMany(property => property.Check(spec));

    /// <inheritdoc/>
    public IEnumerator<Property> GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Dictionary<string, Property> ByName(IReadOnlyList<Property> properties)
    {
        var byName = new Dictionary<string, Property>(properties.Count);
        foreach (var property in properties)
        {
            byName.Add(property.Name, property);
            if (property.Alias is { } alias)
            {
                byName.Add(alias, property);
            }
        }

        return byName;
    }

    private static void ReportMissing(Property property, Place place, ReadContext context) =>
        context.Report(PropertyProblems.Missing.At(place, $"{context.Below(property.Name).Property} is not given.", $"Add '{property.Name}': {property.Description}"));

    private void ReportUnknown(MappingEntry entry, ReadContext context, ReadOnlySpan<string> others)
    {
        var known = _byName.Keys.Concat(others.ToArray()).ToList();
        var meant = Spelling.Nearest(entry.Key, known);
        var where = context.Property.Length == 0 ? "here" : $"in {context.Property}";
        context.Report(PropertyProblems.Unknown.At(entry.KeyPlace, $"There is no property '{Excerpt.Of(entry.Key)}' {where}.",
            meant is not null ? $"Write '{meant}'." : known.Count == 0 ? "Remove it: nothing can be said here." : $"Use one of: {string.Join(", ", known)}."));
    }
}
