using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AiStack.Kubernetes.Tests.Validation;

public sealed class SharedSchemaTests
{
    public static TheoryData<string> Kinds { get; } = [.. GoodObjects.All.Keys];

    [Fact]
    public void EverySchema_OfTheSharedOnes_CanBeRead()
    {
        foreach (var type in SharedSchemas.Set.Types)
        {
            Assert.NotNull(type.Schema);
            Assert.NotNull(type.IsNamespaced);
        }

        Assert.True(SharedSchemas.Set.TryFind("apps/v1", "Deployment", out var deployment) && deployment.IsNamespaced == true);
        Assert.True(SharedSchemas.Set.TryFind("karpenter.sh/v1", "NodePool", out var pool) && pool.IsNamespaced == false);
        Assert.All(SharedSchemas.Set.Plugins, name => Assert.NotNull(SharedSchemas.Set.FindPlugin(name)));
        Assert.Contains("limit-count", SharedSchemas.Set.Plugins);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void GoodObject_OfAKind_HasNoFinding(string kind)
    {
        var validator = new ObjectValidator(SharedSchemas.Set) { RequiresNamespace = true };

        Assert.Empty(validator.Validate(Manifest.Parse(GoodObjects.All[kind])));
        Assert.Empty(validator.Rules.NotEvaluated);
    }

    [Fact]
    public void NodePool_Valid_HasItsRulesEvaluated()
    {
        var validator = new ObjectValidator(SharedSchemas.Set);
        validator.Validate(Manifest.Parse(GoodObjects.All["NodePool"]));

        Assert.True(validator.Rules.Evaluated >= 5, $"{validator.Rules.Evaluated} rules were evaluated.");
    }

    [Theory]
    [InlineData("VLLMRuntime", "pullPolicy: IfNotPresent", "pullPolicyy: Always", "spec.deploymentConfig.image.pullPolicyy: There is no field")]
    [InlineData("VLLMRuntime", "replicas: 1", "replicas: one", "spec.deploymentConfig.replicas: 'one' stands here, but the schema wants a whole number.")]
    [InlineData("ScaledObject", "scaleTargetRef:", "scaleTarget:", "spec: The field 'scaleTargetRef' is missing.")]
    [InlineData("ScaledObject", "threshold: \"5\"", "threshold: 5", "spec.triggers[0].metadata.threshold: 5 stands here")]
    [InlineData("ApisixRoute", "rejected_code: 429", "rejected_code: 42", "spec.http[0].plugins[0].config.rejected_code: 42 is too small: at least 200 is allowed.")]
    [InlineData("ApisixRoute", "time_window: 60", "time_windw: 60", "spec.http[0].plugins[0].config.time_windw: There is no field 'time_windw' here. Did you mean 'time_window'?")]
    [InlineData("ApisixRoute", "name: limit-count", "name: limit-cont", "spec.http[0].plugins[0].name: There is no schema of a plugin 'limit-cont'. Did you mean 'limit-co")]
    [InlineData("Cluster", "instances: 2", "instances: 0", "spec.instances: 0 is too small: at least 1 is allowed.")]
    [InlineData("NodePool", "values: [on-demand]", "values: []", "spec.template.spec.requirements: The rule 'self.all(x, x.operator == 'In' ? x.values.size() != 0 : true)' does not hold")]
    [InlineData("NodePool", "metadata: { name: gpu }", "metadata: { name: gpu, namespace: a }", "metadata.namespace: NodePool belongs to the whole cluster; remove the namespace.")]
    [InlineData("Deployment", "image: example/web:1", "image: example/web:1\n        imagePullPolicy: Sometimes", "spec.template.spec.containers[0].imagePullPolicy: 'Sometimes' is not allowed. Allowed: Always, IfNotPresent, Never.")]
    [InlineData("Deployment", "replicas: 1", "replica: 1", "spec.replica: There is no field 'replica' here. Did you mean 'replicas'?")]
    [InlineData("Deployment", "value: \"8080\"", "value: 8080", "spec.template.spec.containers[0].env[0].value: 8080 stands here")]
    [InlineData("Deployment", "memory: 1Gi }, limits", "memory: 1GB }, limits", "spec.template.spec.containers[0].resources.requests.memory: '1GB' is not a quantity")]
    [InlineData("Secret", "YQ==", "'%'", "data.a: '%' is not base64.")]
    public void GoodObject_Mutated_HasAFinding(string kind, string what, string by, string finding)
    {
        var good = GoodObjects.All[kind];
        Assert.Contains(what, good, StringComparison.Ordinal);
        var findings = new ObjectValidator(SharedSchemas.Set).Validate(Manifest.Parse(good.Replace(what, by, StringComparison.Ordinal)));
        Assert.Contains(findings, found => found.ToString().StartsWith(finding, StringComparison.Ordinal));
    }

    [Property(MaxTest = 300)]
    public Property UnknownField_AtAnyMapping_IsFound()
    {
        var set = SharedSchemas.Set;
        var places = GoodObjects.All.Values.SelectMany(yaml => Mappings(Manifest.Parse(yaml), "").Where(place => !IsFree(place)).Select(place => (yaml, place))).ToList();
        return Prop.ForAll(Gen.Elements(places.AsEnumerable()).ToArbitrary(), chosen =>
        {
            var json = Manifest.Parse(chosen.yaml);
            MappingAt(json, chosen.place)["notAField"] = 1;
            Assert.Contains(new ObjectValidator(set).Validate(json), finding => finding.Path.EndsWith("notAField", StringComparison.Ordinal));
        });
    }

    private static readonly string[] s_free =
        ["/labels", "/matchLabels", "/selector", "/annotations", "/data", "/stringData", "/requests", "/limits", "/triggers/0/metadata", "/nodeSelector", "/rollingUpdate/x"];

    private static bool IsFree(string place) => s_free.Any(place.EndsWith) ;

    private static IEnumerable<string> Mappings(JsonNode? value, string place) => value switch
    {
        JsonObject mapping => mapping.SelectMany(entry => Mappings(entry.Value, $"{place}/{entry.Key}")).Prepend(place),
        JsonArray list => list.SelectMany((item, i) => Mappings(item, $"{place}/{i}")),
        _ => [],
    };

    private static JsonObject MappingAt(JsonNode root, string place) => (JsonObject)place.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(root, (at, step) => at is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : at[step]!);
}
