using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>A value that may be left unsaid.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="type">What it takes when it is said.</param>
public sealed class OptionalType<T>(PropertyType<T> type) : PropertyType<T?> where T : struct
{
    /// <inheritdoc/>
    public override string Expectation => type.Expectation;

    /// <inheritdoc/>
    public override JsonObject JsonSchema => type.JsonSchema;

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out T? value)
    {
        var found = type.TryRead(node, context, out var present);
        value = found ? present : null;
        return found;
    }

    /// <inheritdoc/>
    public override Node? Write(T? value) => value is { } present ? type.Write(present) : null;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(T? value) => value is { } present ? type.Check(present) : [];
}
