using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiStack.Components.Apisix;
using AiStack.Components.Cnpg;
using AiStack.Components.Keda;
using AiStack.Components.Prometheus;
using AiStack.Components.Prometheus.Alerts;
using AiStack.Components.Qdrant;
using AiStack.Components.Vllm;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Publishing;
using AiStack.Tests;

namespace AiStack.Components.Tests.Publishing;

public sealed partial class PrometheusRuleTests
{
    private static readonly string[] s_scenarios = [.. Scenario.All.Select(row => row.Data).Where(name => name.StartsWith("prometheus-", StringComparison.Ordinal))];

    /// <summary>Names of metrics that somebody makes, without the parts of histograms.</summary>
    internal static IReadOnlyList<string> KnownMetrics { get; } = [.. VllmMetrics.All, .. ApisixMetrics.All, .. KedaMetrics.All, .. QdrantMetrics.All, .. CnpgMetrics.All, .. ClusterMetrics.All, .. Recorded.All];

    [Fact]
    public async Task Rules_OfEveryScenario_AreAcceptedByPromtool()
    {
        using var promtool = new Promtool();
        var files = s_scenarios.SelectMany(name => RulesOf(new Scenario(name).Publish()).Select(rule => promtool.Write($"{name}-{rule.Name}.yaml", rule.Spec!))).ToArray();

        Assert.NotEmpty(files);
        await promtool.RunAsync(["check", "rules", "--lint=all", "--lint-fatal", .. files]);
    }

    [Fact]
    public async Task Rules_OfTwoComponentsOfOneKind_AreNoDuplicates()
    {
        using var promtool = new Promtool();
        var published = StackPublication.Of(
            StackText.Read("""
                components:
                  vllm: { kind: vllm, models: { chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat } } }
                  other: { kind: vllm, namespace: other, models: { chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat } } }
                  apisix: { kind: apisix }
                  inner: { kind: apisix, namespace: inner }
                  prometheus: { kind: prometheus }
                links:
                  - { from: prometheus, to: vllm }
                  - { from: prometheus, to: other, interval: 10m }
                  - { from: prometheus, to: apisix }
                  - { from: prometheus, to: inner }
                """),
            ComponentCatalog.Modules);

        await promtool.RunAsync(["check", "rules", "--lint=all", "--lint-fatal", .. RulesOf(published).Select(rule => promtool.Write($"{rule.Name}.yaml", rule.Spec!))]);
    }

    [Fact]
    public async Task Alerts_OfEveryScenario_FireWhenTheyShouldAndOnlyThen()
    {
        using var promtool = new Promtool();
        foreach (var scenario in AlertCase.All.GroupBy(one => one.Scenario))
        {
            var rules = RulesOf(new Scenario(scenario.Key).Publish()).Select(rule => promtool.Write($"{scenario.Key}-{rule.Name}.yaml", rule.Spec!)).ToList();
            promtool.Write($"{scenario.Key}.yaml", Tests(rules, scenario.Select((one, index) => Test(
                $"{one.Alert} {index}", one.Series, $"count(ALERTS{{alertname=\"{one.Alert}\",component=\"{one.Component}\",alertstate=\"firing\"}})", one.IsFiring ? 1 : null))));
        }

        await promtool.RunAsync(["test", "rules", .. AlertCase.All.Select(one => $"{one.Scenario}.yaml").Distinct()]);
    }

    [Fact]
    public void Alerts_OfEveryScenario_HaveSeriesThatMakeThemFireAndSeriesThatDoNot()
    {
        var alerts = s_scenarios.SelectMany(name => Alerts(new Scenario(name).Publish())).Select(alert => (string)alert["alert"]!).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Equal(alerts, AlertCase.All.Where(one => one.IsFiring).Select(one => one.Alert).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(alerts, AlertCase.All.Where(one => !one.IsFiring).Select(one => one.Alert).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Running_ThatEngineAndRouterBothShow_IsCountedOnce()
    {
        using var promtool = new Promtool();
        var rules = RulesOf(new Scenario("prometheus-models").Publish()).Select(rule => promtool.Write($"{rule.Name}.yaml", rule.Spec!)).ToList();
        promtool.Write("test.yaml", Tests(rules,
        [
            Test("running",
                [
                    ("vllm:num_requests_running{namespace=\"vllm\",job=\"vllm-chat\",pod=\"a\",model_name=\"m\"}", "3+0x80"),
                    ("vllm:num_requests_running{namespace=\"vllm\",job=\"vllm-chat\",pod=\"b\",model_name=\"m\"}", "4+0x80"),
                    ("vllm:num_requests_running{namespace=\"vllm\",job=\"vllm-router\",pod=\"r\",server=\"http://10.0.0.1:8000\"}", "7+0x80"),
                    ("vllm:num_requests_running{namespace=\"vllm-of-another-stack\",job=\"vllm-chat\",pod=\"x\",model_name=\"m\"}", "9+0x80"),
                ],
                $"sum({Recorded.Running})", 7),
        ]));

        await promtool.RunAsync("test", "rules", "test.yaml");
    }

    [Fact]
    public void Rules_OfEveryScenario_AskForMetricsThatSomebodyMakes() => Assert.All(
        s_scenarios.SelectMany(name => RulesOf(new Scenario(name).Publish())).SelectMany(rule => Rules(rule)).Select(rule => (string)rule["expr"]!).SelectMany(MetricsIn),
        metric => Assert.Contains(metric, KnownMetrics));

    [Fact]
    public void Metrics_OfModels_AreThoseOfTheNotesAboutComponents()
    {
        var notes = Path.Combine(SampleFiles.RepositoryRoot, "..", "shared", "components.md");
        if (!File.Exists(notes))
        {
            Requirement.IsMissing("The notes about components (shared/components.md) are kept beside the repository, not in it.");
        }

        var text = File.ReadAllText(notes);
        Assert.All([.. VllmMetrics.All, .. KedaMetrics.All], metric => Assert.Contains($"`{metric}", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Alerts_OfEveryScenario_SayWhatIsWrongAndWhatToDo() => Assert.All(s_scenarios.SelectMany(name => Alerts(new Scenario(name).Publish())), alert =>
    {
        Assert.Contains((string)alert["labels"]!["severity"]!, (string[])["warning", "critical"]);
        Assert.All((string[])["summary", "description", "action"], name => Assert.NotEqual("", (string)alert["annotations"]![name]!));
    });

    [Fact]
    public void Alerts_OfAModelThatIsNotScraped_AreNotThere() => Assert.DoesNotContain(
        Alerts(StackPublication.Of(
            StackText.Read("""
                components:
                  vllm: { kind: vllm, models: { chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat } } }
                  qdrant: { kind: qdrant }
                  prometheus: { kind: prometheus }
                links: [{ from: prometheus, to: qdrant }]
                """),
            ComponentCatalog.Modules)),
        alert => ((string)alert["alert"]!).StartsWith("Model", StringComparison.Ordinal));

    [Fact]
    public void Windows_OfRareScrapes_HoldEnoughOfThem()
    {
        Assert.Equal("5m", LookBack.For(TimeSpan.FromSeconds(30)));
        Assert.Equal("4h", LookBack.For(TimeSpan.FromHours(1)));
    }

    /// <summary>Names of the metrics that an expression selects, without the parts of histograms.</summary>
    internal static IEnumerable<string> MetricsIn(string expression) => Selectors().Matches(expression).Select(match => HistogramParts().Replace(match.Groups[1].Value, ""));

    internal static IEnumerable<KubernetesObject> RulesOf(Publication publication) => publication.Objects.Where(made => made.Kind == "PrometheusRule");

    private static IEnumerable<JsonObject> Rules(KubernetesObject rule) => rule.Spec!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(one => one!.AsObject());

    private static IEnumerable<JsonObject> Alerts(Publication publication) => RulesOf(publication).SelectMany(Rules).Where(rule => rule.ContainsKey("alert"));

    private static JsonObject Tests(IEnumerable<string> rules, IEnumerable<JsonObject> tests) => new()
    {
        ["rule_files"] = new JsonArray([.. rules.Select(rule => (JsonNode)rule)]),
        ["evaluation_interval"] = "1m",
        ["tests"] = new JsonArray([.. tests]),
    };

    private static JsonObject Test(string name, IEnumerable<(string Selector, string Values)> series, string expression, double? expected) => new()
    {
        ["name"] = name,
        ["interval"] = "1m",
        ["input_series"] = new JsonArray([.. series.Select(one => new JsonObject { ["series"] = one.Selector, ["values"] = one.Values })]),
        ["promql_expr_test"] = new JsonArray(new JsonObject
        {
            ["expr"] = expression,
            ["eval_time"] = "75m",
            ["exp_samples"] = expected is { } value ? new JsonArray(new JsonObject { ["labels"] = "{}", ["value"] = value }) : null,
        }),
    };

    [GeneratedRegex(@"([A-Za-z_:][A-Za-z0-9_:]*)\{")]
    private static partial Regex Selectors();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramParts();
}
