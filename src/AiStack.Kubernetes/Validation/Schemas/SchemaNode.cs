using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AiStack.Kubernetes.Validation.Schemas;

/// <summary>What a schema says about the value at one place.</summary>
/// <remarks>Members are named after the keywords that they hold; <see langword="null"/> or empty: the keyword is not there.</remarks>
internal sealed class SchemaNode
{
    private SchemaNode? _target;

    public required SchemaDialect Dialect { get; init; }

    /// <summary>Name of the definition it was read from: <c>io.k8s.api.core.v1.Container</c>. <see langword="null"/>: it has none.</summary>
    public string? Name { get; init; }

    /// <summary>What a <c>$ref</c> leads to, read when it is followed, since definitions contain themselves.</summary>
    public Func<SchemaNode>? Reference { get; init; }

    /// <summary>This, or what its reference leads to.</summary>
    public SchemaNode Resolved => Reference is null ? this : _target ??= Reference().Resolved;

    public IReadOnlyList<string> Types { get; init; } = [];

    public bool IsNullable { get; init; }

    public bool IsIntOrString { get; init; }

    public bool IsQuantity { get; init; }

    public string? Format { get; init; }

    public JsonNode? Default { get; init; }

    public IReadOnlyList<JsonNode?> Enum { get; init; } = [];

    public JsonNode? Const { get; init; }

    public Regex? Pattern { get; init; }

    /// <summary>The pattern as it was written, for messages.</summary>
    public string? PatternText { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public decimal? Minimum { get; init; }

    public bool IsMinimumExclusive { get; init; }

    public decimal? Maximum { get; init; }

    public bool IsMaximumExclusive { get; init; }

    public decimal? MultipleOf { get; init; }

    public OrderedDictionary<string, SchemaNode> Properties { get; init; } = [];

    public IReadOnlyList<(Regex Pattern, SchemaNode Schema)> PatternProperties { get; init; } = [];

    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>What the values of properties without a name of their own must be.</summary>
    public SchemaNode? AdditionalProperties { get; init; }

    /// <summary>What <c>additionalProperties</c> says when it is a truth value.</summary>
    public bool? AllowsAdditionalProperties { get; init; }

    public bool PreservesUnknownFields { get; init; }

    public bool IsEmbeddedResource { get; init; }

    public int? MinProperties { get; init; }

    public int? MaxProperties { get; init; }

    public SchemaNode? Items { get; init; }

    public int? MinItems { get; init; }

    public int? MaxItems { get; init; }

    public bool HasUniqueItems { get; init; }

    public IReadOnlyList<string> ListMapKeys { get; init; } = [];

    public IReadOnlyList<SchemaNode> AllOf { get; init; } = [];

    public IReadOnlyList<SchemaNode> AnyOf { get; init; } = [];

    public IReadOnlyList<SchemaNode> OneOf { get; init; } = [];

    public SchemaNode? Not { get; init; }

    public SchemaNode? If { get; init; }

    public SchemaNode? Then { get; init; }

    public SchemaNode? Else { get; init; }

    /// <summary>Properties that some property, if it is there, asks for.</summary>
    public IReadOnlyList<(string Property, IReadOnlyList<string> Needs)> Dependencies { get; init; } = [];

    public IReadOnlyList<CelRule> Rules { get; init; } = [];

    /// <summary>Schemas that also speak about the value at this place.</summary>
    public IEnumerable<SchemaNode> Branches => AllOf.Concat(AnyOf).Concat(OneOf).Concat(new[] { If, Then, Else }.OfType<SchemaNode>());
}
