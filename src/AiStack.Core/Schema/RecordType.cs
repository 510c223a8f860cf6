using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>A mapping with properties of its own.</summary>
/// <typeparam name="T">The properties in C#: an immutable record.</typeparam>
/// <param name="properties">The properties.</param>
/// <param name="empty">A value of which nothing was said; its required members are placeholders.</param>
public sealed class RecordType<T>(PropertySet properties, T empty) : PropertyType<T?> where T : class
{
    /// <inheritdoc/>
    public override string Expectation => $"a mapping with {string.Join(", ", properties.Select(property => property.Name))}";

    /// <inheritdoc/>
    public override JsonObject JsonSchema => properties.JsonSchema;

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out T? value)
    {
        value = null;
        if (node is not MappingNode mapping)
        {
            context.ReportWrongType(node, Expectation);
            return false;
        }

        value = (T)properties.Read(empty, mapping, mapping.Place, context);
        return true;
    }

    /// <inheritdoc/>
    public override Node? Write(T? value) => value is null ? null : Nodes.Mapping(properties.Write(value, empty));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(T? value) => value is null ? [] : properties.Check(value, empty);
}
