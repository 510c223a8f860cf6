using AiStack.Kubernetes.Validation;

namespace AiStack.Kubernetes.Tests.Validation;

public sealed class StructuralCheckTests
{
    [Theory]
    [InlineData("{ type: object, properties: { a: { type: string } } }", "{ a: text }")]
    [InlineData("{ type: object, properties: { a: { type: integer, format: int32 } } }", "{ a: 2147483647 }")]
    [InlineData("{ type: object, properties: { a: { x-kubernetes-int-or-string: true, anyOf: [{ type: integer }, { type: string }] } } }", "{ a: 5 }")]
    [InlineData("{ type: object, properties: { a: { x-kubernetes-int-or-string: true, anyOf: [{ type: integer }, { type: string }] } } }", "{ a: 50% }")]
    [InlineData("{ type: object, properties: { a: { type: string, nullable: true } } }", "{ a: null }")]
    [InlineData("{ type: object, properties: { a: { type: string, format: date-time } } }", "{ a: '2026-01-31T08:30:00Z' }")]
    [InlineData("{ type: object, properties: { a: { type: string, pattern: '^[a-z]+$' } } }", "{ a: abc }")]
    [InlineData("{ type: object, additionalProperties: { type: string } }", "{ anything: text }")]
    [InlineData("{ type: object, x-kubernetes-preserve-unknown-fields: true }", "{ anything: { at: [all] } }")]
    [InlineData("{ type: object, required: [a], properties: { a: { type: string, default: given } } }", "{}")]
    [InlineData("{ type: object, properties: { a: { type: string }, b: { type: string } }, oneOf: [{ required: [a] }, { required: [b] }] }", "{ a: x }")]
    [InlineData("{ type: object, properties: { a: { type: string } }, not: { required: [b] } }", "{ a: x }")]
    [InlineData("{ type: object, properties: { a: { type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: { type: object, properties: { k: { type: string } } } } } }", "{ a: [{ k: x }, { k: w }] }")]
    [InlineData("{ type: object, properties: { a: { type: string, maxLength: 1 } } }", "{ a: 😀 }")]
    [InlineData("{ type: object, properties: { a: { type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true } } }", "{ a: { apiVersion: v1, kind: Pod } }")]
    public void Value_AsItsSchemaWants_HasNoFinding(string schema, string spec)
    {
        using var folder = new SchemaFolder().WithThing(schema);

        Assert.Empty(new ObjectValidator(folder.Load()).Validate(Manifest.Thing(spec)));
    }

    [Theory]
    [InlineData("{ type: object, properties: { a: { type: string } } }", "{ a: 5 }", "spec.a: 5 stands here, but the schema wants text (put quotes around what YAML takes for something else).")]
    [InlineData("{ type: object, properties: { a: { type: string } } }", "{ a: null }", "spec.a: Nothing stands here, but the schema wants text (put quotes around what YAML takes for something else). Leave the field out, or give it a value.")]
    [InlineData("{ type: object, properties: { a: { type: integer } } }", "{ a: '5' }", "spec.a: '5' stands here, but the schema wants a whole number.")]
    [InlineData("{ type: object, properties: { a: { type: integer } } }", "{ a: 1.5 }", "spec.a: 1.5 stands here, but the schema wants a whole number.")]
    [InlineData("{ type: object, properties: { a: { type: boolean } } }", "{ a: [] }", "spec.a: A list stands here, but the schema wants true or false.")]
    [InlineData("{ type: object, properties: { a: { type: integer, format: int32 } } }", "{ a: 2147483648 }", "spec.a: 2147483648 does not fit into 32 bits.")]
    [InlineData("{ type: object, properties: { a: { type: integer, minimum: 1 } } }", "{ a: 0 }", "spec.a: 0 is too small: at least 1 is allowed.")]
    [InlineData("{ type: object, properties: { a: { type: integer, maximum: 3, exclusiveMaximum: true } } }", "{ a: 3 }", "spec.a: 3 is too large: less than 3 is allowed.")]
    [InlineData("{ type: object, properties: { a: { x-kubernetes-int-or-string: true } } }", "{ a: 1.5 }", "spec.a: 1.5 stands here, but the schema wants a whole number or text.")]
    [InlineData("{ type: object, properties: { a: { type: string, enum: [x, w] } } }", "{ a: z }", "spec.a: 'z' is not allowed. Allowed: x, w.")]
    [InlineData("{ type: object, properties: { a: { type: string, pattern: '^[a-z]+$' } } }", "{ a: A1 }", "spec.a: 'A1' does not match the pattern ^[a-z]+$")]
    [InlineData("{ type: object, properties: { a: { type: string, pattern: '^[a-z]+$' } } }", "{ a: \"abc\\n\" }", "spec.a: 'abc\n' does not match the pattern ^[a-z]+$")]
    [InlineData("{ type: object, properties: { a: { type: string, pattern: '^\\d$' } } }", "{ a: ٣ }", "spec.a: '٣' does not match the pattern ^\\d$")]
    [InlineData("{ type: object, properties: { a: { type: string, minLength: 1 } } }", "{ a: '' }", "spec.a: 0 characters are too few: at least 1.")]
    [InlineData("{ type: object, properties: { a: { type: array, minItems: 1, items: { type: string } } } }", "{ a: [] }", "spec.a: 0 items are too few: at least 1.")]
    [InlineData("{ type: object, properties: { a: { type: array, maxItems: 1, items: { type: string } } } }", "{ a: [x, w] }", "spec.a: 2 items are too many: at most 1.")]
    [InlineData("{ type: object, properties: { a: { type: array, x-kubernetes-list-type: set, items: { type: string } } } }", "{ a: [x, x] }", "spec.a[1]: This item stands in the list already, as number 1; it may stand there once.")]
    [InlineData("{ type: object, properties: { a: { type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: { type: object, properties: { k: { type: string } } } } } }", "{ a: [{ k: x }, { k: x }] }", "spec.a[1]: Another item, number 1, has the same 'k'; the API server tells items apart by that.")]
    [InlineData("{ type: object, required: [a], properties: { a: { type: string } } }", "{}", "spec: The field 'a' is missing.")]
    [InlineData("{ type: object, properties: { a: { type: string, format: date-time } } }", "{ a: yesterday }", "spec.a: 'yesterday' is no time as RFC 3339 writes it, such as '2026-01-31T08:30:00Z'.")]
    [InlineData("{ type: object, properties: { a: { type: string, format: byte } } }", "{ a: '%' }", "spec.a: '%' is not base64.")]
    [InlineData("{ type: object, properties: { replicas: { type: integer } } }", "{ replica: 1 }", "spec.replica: There is no field 'replica' here. Did you mean 'replicas'?")]
    [InlineData("{ type: object, properties: { a: { type: object } } }", "{ a: { b: 1 } }", "spec.a.b: There is no field 'b' here. The schema names none.")]
    [InlineData("{ type: object, additionalProperties: { type: object, properties: { a: { type: string } } } }", "{ x/y: { zzzz: 1 } }", "spec['x/y'].zzzz: There is no field 'zzzz' here. Fields: a.")]
    [InlineData("{ type: object, properties: { a: { type: array, items: { type: object, properties: { b: { type: string } } } } } }", "{ a: [{ c0: 1 }] }", "spec.a[0].c0: There is no field 'c0' here. Fields: b.")]
    [InlineData("{ type: object, properties: { a: { type: string }, b: { type: string } }, oneOf: [{ required: [a] }, { required: [b] }] }", "{ a: x, b: w }", "spec: Exactly one of 2 alternatives of the schema may fit, and 2 do. Keep one of the fields: a, b.")]
    [InlineData("{ type: object, properties: { a: { type: string } }, anyOf: [{ required: [a] }] }", "{}", "spec: None of 1 alternatives of the schema fits. (1) spec: The field 'a' is missing.")]
    [InlineData("{ type: object, properties: { a: { type: string } }, not: { required: [a] } }", "{ a: x }", "spec: These fields may not stand together: a.")]
    [InlineData("{ type: object, properties: { a: { type: string } }, allOf: [{ properties: { a: { maxLength: 1 } } }] }", "{ a: xy }", "spec.a: 2 characters are too many: at most 1.")]
    [InlineData("{ type: object, properties: { a: { type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true } } }", "{ a: { kind: Pod } }", "spec.a: An object stands here, which needs 'apiVersion' and 'kind'.")]
    public void Value_OtherThanItsSchemaWants_IsTheOneFinding(string schema, string spec, string finding)
    {
        using var folder = new SchemaFolder().WithThing(schema);

        Assert.Equal(finding, Assert.Single(new ObjectValidator(folder.Load()).Validate(Manifest.Thing(spec))).ToString());
    }
}
