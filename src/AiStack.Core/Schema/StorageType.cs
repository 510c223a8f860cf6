using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>A disk: its size, or a mapping of size, class and access mode.</summary>
public sealed class StorageType : PropertyType<StorageSpec?>
{
    private static readonly QuantityType s_size = new("10Gi", isSize: true);
    private static readonly RecordType<StorageSpec> s_record = new(
        new(
            new Property<StorageSpec, Units.Quantity>("size", s_size, spec => spec.Size, (spec, size) => spec with { Size = size }, "How much it holds, such as 10Gi.") { IsRequired = true },
            new Property<StorageSpec, string?>("class", new TextType("the name of a StorageClass", Names.DnsSubdomain(), 253), spec => spec.Class, (spec, name) => spec with { Class = name }, "Storage class. Default: the cluster's own."),
            new Property<StorageSpec, AccessMode?>("access_mode",
                new OptionalType<AccessMode>(new WordType<AccessMode>(WordsOf.Names<AccessMode>())),
                spec => spec.AccessMode, (spec, mode) => spec with { AccessMode = mode }, "Who may mount it. Default: what the component needs.")),
        // No size that can be written: the placeholder of a missing one is not to be mistaken for it.
        new StorageSpec(Units.Quantity.Parse("-1")));

    /// <inheritdoc/>
    public override string Expectation => "a size such as 10Gi, or a mapping with size, class, access_mode";

    /// <inheritdoc/>
    public override JsonObject JsonSchema => new() { ["anyOf"] = new JsonArray(s_size.JsonSchema, s_record.JsonSchema) };

    /// <inheritdoc/>
    public override bool TryRead(Node node, ReadContext context, out StorageSpec? value)
    {
        if (node is MappingNode)
        {
            return s_record.TryRead(node, context, out value);
        }

        var isRead = s_size.TryRead(node, context, out var size);
        value = isRead ? new(size) : null;
        return isRead;
    }

    /// <inheritdoc/>
    public override Node? Write(StorageSpec? value) => value is { Class: null, AccessMode: null } ? s_size.Write(value.Size) : s_record.Write(value);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(StorageSpec? value) => s_record.Check(value);
}
