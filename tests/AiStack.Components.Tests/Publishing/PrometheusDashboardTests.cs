using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiStack.Kubernetes;

namespace AiStack.Components.Tests.Publishing;

/// <summary>Dashboards of every scenario, as Grafana would read them. Grafana itself is on no test machine.</summary>
public sealed partial class PrometheusDashboardTests
{
    // The API server takes ConfigMaps of 1 MiB, the operator rules of 512 KiB.
    private const int LargestConfigMap = 1 << 20;
    private const int LargestRule = 1 << 19;

    private static readonly string[] s_ofGrafana = ["$__rate_interval", "$__all"];

    public static TheoryData<string> Dashboards => [.. All().Select(dashboard => dashboard.Name)];

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_OfADashboard_HaveIdsOfTheirOwnAndDoNotOverlap(string name)
    {
        var panels = Panels(name).ToList();

        Assert.NotEmpty(panels);
        Assert.Equal(Enumerable.Range(1, panels.Count), panels.Select(panel => (int)panel["id"]!));
        var taken = new HashSet<(int, int)>();
        foreach (var place in panels.Select(panel => panel["gridPos"]!))
        {
            var (x, y, w, h) = ((int)place["x"]!, (int)place["y"]!, (int)place["w"]!, (int)place["h"]!);
            Assert.InRange(x + w, 1, 24);
            Assert.All(from column in Enumerable.Range(x, w) from row in Enumerable.Range(y, h) select (column, row), cell => Assert.True(taken.Add(cell), $"{cell} is taken twice."));
        }
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_OfADashboard_SayWhatTheyShowAndInWhichUnit(string name) => Assert.All(Panels(name).Where(panel => (string)panel["type"]! != "row"), panel =>
    {
        Assert.NotEqual("", (string)panel["title"]!);
        Assert.NotEqual("", (string)panel["description"]!);
        Assert.NotEqual("", (string)panel["fieldConfig"]!["defaults"]!["unit"]!);
        Assert.Equal("${datasource}", (string)panel["datasource"]!["uid"]!);
        var targets = panel["targets"]!.AsArray();
        Assert.NotEmpty(targets);
        Assert.Equal(targets.Count, targets.Select(target => (string)target!["refId"]!).Distinct().Count());
        Assert.All(targets, target => Assert.Equal("${datasource}", (string)target!["datasource"]!["uid"]!));
        Assert.All(targets, target => Assert.NotEqual("", (string)target!["legendFormat"]!));
    });

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Thresholds_OfADashboard_Rise(string name) => Assert.All(Panels(name).Where(panel => (string)panel["type"]! != "row"), panel =>
    {
        var steps = panel["fieldConfig"]!["defaults"]!["thresholds"]!["steps"]!.AsArray().Select(step => (double?)step!["value"]).ToList();

        Assert.Null(steps[0]);
        Assert.Equal(steps.Skip(1).OfType<double>().Distinct().Order(), steps.Skip(1).Select(step => step!.Value));
    });

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Variables_ThatQueriesName_AreThere(string name)
    {
        var known = Json(name)["templating"]!["list"]!.AsArray().Select(variable => $"${(string)variable!["name"]!}").Concat(s_ofGrafana).ToHashSet();

        Assert.All(Expressions(name).SelectMany(expression => Variables().Matches(expression)), variable => Assert.True(known.Contains(variable.Value), variable.Value));
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Queries_OfADashboard_AskForMetricsThatSomebodyMakes(string name) =>
        Assert.All(Expressions(name).SelectMany(PrometheusRuleTests.MetricsIn).Where(metric => metric != "ALERTS"), metric => Assert.Contains(metric, PrometheusRuleTests.KnownMetrics));

    [Fact]
    public async Task Queries_OfEveryDashboard_AreAcceptedByPromtool()
    {
        using var promtool = new Promtool();
        var rules = All().SelectMany(dashboard => Expressions(dashboard.Name)).Distinct().Select((expression, index) => new JsonObject
        {
            ["record"] = $"query:{index}",
            ["expr"] = Variables().Replace(expression.Replace("$__rate_interval", "5m", StringComparison.Ordinal), "a|b"),
        });
        var file = promtool.Write("queries.yaml", new() { ["groups"] = new JsonArray(new JsonObject { ["name"] = "queries", ["rules"] = new JsonArray([.. rules]) }) });

        await promtool.RunAsync("check", "rules", file);
    }

    [Fact]
    public void Dashboards_OfDifferentStacks_HaveIdsAndFilesOfTheirOwn()
    {
        var dashboards = All().ToList();

        Assert.Equal(dashboards.Count, dashboards.Select(dashboard => (string)Json(dashboard.Name)["uid"]!).Distinct().Count());
        Assert.Equal(dashboards.Count, dashboards.Select(dashboard => dashboard.File).Distinct().Count());
        Assert.All(dashboards, dashboard => Assert.InRange(((string)Json(dashboard.Name)["uid"]!).Length, 1, 40));
    }

    [Fact]
    public void Objects_AboutFiveHundredScaledModels_AreSmallEnough()
    {
        var models = string.Concat(Enumerable.Range(0, 500).Select(index => $"      model-with-a-rather-long-name-{index}: {{ model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat }}\n"));
        var links = string.Concat(Enumerable.Range(0, 500).Select(index => $"  - {{ from: keda, to: vllm/model-with-a-rather-long-name-{index} }}\n"));
        var published = Kubernetes.Publishing.StackPublication.Of(
            StackText.Read($"components:\n  vllm:\n    kind: vllm\n    models:\n{models}  prometheus: {{ kind: prometheus }}\n  keda: {{ kind: keda }}\nlinks:\n  - {{ from: prometheus, to: vllm }}\n  - {{ from: prometheus, to: keda }}\n{links}"), ComponentCatalog.Modules);

        Assert.All(published.Objects.Where(made => made.Kind is "ConfigMap" or "PrometheusRule"), made => Assert.InRange(Encoding.UTF8.GetByteCount(Kubernetes.Yaml.KubernetesYaml.Write(made)), 1, made.Kind == "ConfigMap" ? LargestConfigMap : LargestRule));
    }

    private static IEnumerable<(string Name, string File, string Text)> All() =>
        from row in Scenario.All
        let scenario = row.Data
        where scenario.StartsWith("prometheus-", StringComparison.Ordinal)
        from config in new Scenario(scenario).Publish().Objects.Where(IsDashboard)
        from entry in config.Content["data"]!.AsObject()
        select ($"{scenario}/{config.Name}", entry.Key, (string)entry.Value!);

    private static bool IsDashboard(KubernetesObject made) => made.Kind == "ConfigMap" && made.Labels.GetValueOrDefault("grafana_dashboard") == "1";

    private static JsonObject Json(string name) => JsonNode.Parse(All().Single(dashboard => dashboard.Name == name).Text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject();

    private static IEnumerable<JsonNode> Panels(string name) => Json(name)["panels"]!.AsArray().Select(panel => panel!);

    private static IEnumerable<string> Expressions(string name)
    {
        var json = Json(name);
        return json["panels"]!.AsArray().SelectMany(panel => panel!["targets"]?.AsArray() ?? []).Select(target => (string)target!["expr"]!)
            .Concat(json["annotations"]!["list"]!.AsArray().Select(annotation => (string)annotation!["expr"]!));
    }

    [GeneratedRegex(@"\$\w+")]
    private static partial Regex Variables();
}
