using AiStack.Kubernetes.Validation;

namespace AiStack.Kubernetes.Tests.Validation;

public sealed class PluginRulesTests : IDisposable
{
    private const string Limit = """
        {
          "x-apisix": { "kind": "plugin-config", "plugin": "limit" },
          "type": "object",
          "properties": {
            "_meta": { "type": "object", "properties": { "disable": { "type": "boolean" } }, "additionalProperties": false },
            "count": { "type": "integer", "exclusiveMinimum": 0 },
            "policy": { "type": "string", "enum": ["local", "redis"], "default": "local" },
            "headers": { "type": "object" }
          },
          "required": ["count", "policy"],
          "if": { "properties": { "policy": { "const": "redis" } } },
          "then": { "properties": { "redis_host": { "type": "string" } }, "required": ["redis_host"] }
        }
        """;

    private readonly SchemaFolder _folder = new SchemaFolder().With("plugins/limit.json", Limit).With("crd.yaml", SchemaFolder.Thing("{ type: object, x-kubernetes-preserve-unknown-fields: true }")
        .Replace("test.dev", "apisix.apache.org", StringComparison.Ordinal).Replace("Thing", "ApisixRoute", StringComparison.Ordinal));

    [Theory]
    [InlineData("{ count: 5 }")]
    [InlineData("{ count: 5, policy: redis, redis_host: a }")]
    [InlineData("{ count: $env://COUNT }")]
    [InlineData("{ count: $secret://vault/1/count }")]
    [InlineData("{ count: 5, _meta: { disable: true } }")]
    [InlineData("{ count: 5, headers: { X-Anything: a } }")]
    public void Config_AsThePluginWants_HasNoFinding(string config) => Assert.Empty(Validate($"{{ name: limit, enable: true, config: {config} }}"));

    [Theory]
    [InlineData("{ name: limit, config: { count: 0 } }", "config.count: 0 is too small: more than 0 is allowed.")]
    [InlineData("{ name: limit, config: {} }", "config: The field 'count' is missing.")]
    [InlineData("{ name: limit }", "config: The field 'count' is missing.")]
    [InlineData("{ name: limit, config: { count: 5, cuont: 6 } }", "config.cuont: There is no field 'cuont' here. Did you mean 'count'?")]
    [InlineData("{ name: limit, config: { count: 5, policy: redis } }", "config: The field 'redis_host' is missing.")]
    [InlineData("{ name: limit, config: { count: 5, _meta: { disabled: true } } }", "config._meta.disabled: There is no field 'disabled' here. Did you mean 'disable'?")]
    [InlineData("{ name: limits, config: { count: 5 } }", "name: There is no schema of a plugin 'limits'. Did you mean 'limit'?")]
    public void Config_OtherThanThePluginWants_IsTheOneFinding(string plugin, string finding) =>
        Assert.Equal($"spec.http[0].plugins[0].{finding}", Assert.Single(Validate(plugin)).ToString());

    [Fact]
    public void Plugins_OfAGlobalRule_AreFoundToo() =>
        Assert.Equal("spec.plugins[0].config.count: 0 is too small: more than 0 is allowed.", Assert.Single(ValidateSpec("{ plugins: [{ name: limit, config: { count: 0 } }] }")).ToString());

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<ObjectFinding> Validate(string plugin) => ValidateSpec($"{{ http: [{{ plugins: [{plugin}] }}] }}");

    private IReadOnlyList<ObjectFinding> ValidateSpec(string spec) =>
        new ObjectValidator(_folder.Load()).Validate(Manifest.Parse($"apiVersion: apisix.apache.org/v1\nkind: ApisixRoute\nmetadata: {{ name: one }}\nspec: {spec}"));
}
