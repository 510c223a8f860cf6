using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>A property of a spec.</summary>
/// <typeparam name="TSpec">The spec: an immutable record.</typeparam>
/// <typeparam name="T">The property's value.</typeparam>
/// <param name="name">Its name in the file.</param>
/// <param name="type">What it takes.</param>
/// <param name="get">Takes it from a spec.</param>
/// <param name="set">A spec that has it.</param>
/// <param name="description">What it means, its unit and its default.</param>
public sealed class Property<TSpec, T>(string name, PropertyType<T> type, Func<TSpec, T> get, Func<TSpec, T, TSpec> set, string description)
    : Property(name, description)
    where TSpec : class
{
    /// <inheritdoc/>
    public override JsonObject JsonSchema
    {
        get
        {
            var schema = type.JsonSchema;
            schema["description"] = Description;
            return schema;
        }
    }

    internal override object Read(object target, Node node, ReadContext context) =>
        type.TryRead(node, context.Below(Name), out var value) ? set((TSpec)target, value) : target;

    internal override Node? Write(object target, object empty) =>
        type.Write(get((TSpec)target)) is { } node && !(type.Write(get((TSpec)empty)) is { } unsaid && NodeComparer.AreEqual(node, unsaid)) ? node : null;

    internal override IEnumerable<Finding> Check(object target) => type.Check(get((TSpec)target)).Select(finding => finding.Below(Name));
}
