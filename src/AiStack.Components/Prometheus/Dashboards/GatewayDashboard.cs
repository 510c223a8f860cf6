using AiStack.Components.Apisix;
using AiStack.Components.Prometheus.Alerts;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>What goes through gateways: requests, errors, latency, tokens, and how long certificates last.</summary>
internal static class GatewayDashboard
{
    private const string Choice = "gateway";

    public static Dashboard? Of(Stack stack, IReadOnlyList<ScrapedTarget> targets)
    {
        List<ScrapedTarget> gateways = [.. targets.Where(target => target.Component.Spec is ApisixSpec && !target.Target.IsForeign)];
        if (gateways.Count == 0)
        {
            return null;
        }

        var namespaces = string.Join('|', gateways.Select(gateway => gateway.Target.Namespace).Distinct());
        return new("gateway", $"{stack.Spec.Name}: gateway", gateways.Max(gateway => gateway.Interval), [new(Choice, "Gateway", [.. gateways.Select(gateway => gateway.Target.Job).Distinct()])],
        [
            Overview(stack.Spec.Name, namespaces), Traffic(namespaces), Latency(namespaces), Models(namespaces), Certificates(GatewayRules.CertificateNamespaces(stack, gateways)),
        ]);
    }

    private static Section Overview(string stack, string namespaces) => new("Overview",
        Panel.Value("Requests", Units.Requests, "Requests answered per second.", $"sum({Kept(Recorded.GatewayRequests, stack)})") with { Width = 6 },
        Panel.Value("Errors", Units.Share, "Share of the answers that are 5xx, on the worst gateway.", $"max({Kept(Recorded.GatewayErrors, stack)})") with { Width = 6, Warning = 0.01, Critical = 0.05 },
        Panel.Value("Refused", Units.Requests, "Requests per second over a limit: 429.", $"sum(rate({Raw(ApisixMetrics.Status, namespaces, "code=\"429\"")}[$__rate_interval]))") with { Width = 6 },
        Panel.Value("Connections", Units.Number, "Connections of clients that are open.", $"sum({Raw(ApisixMetrics.Connections, namespaces, "state=\"active\"")})") with { Width = 6 });

    private static Section Traffic(string namespaces) => new("Traffic",
        Panel.Lines("Requests, by route", Units.Requests, "Requests answered per second.", new Query($"sum by (route) (rate({Raw(ApisixMetrics.Status, namespaces)}[$__rate_interval]))", "{{route}}")) with { IsStacked = true },
        Panel.Lines("Answers, by code", Units.Requests, "401: no key or a wrong one; 429: over a limit; 502 and 504: what is behind the gateway is down or slow; 503: a model without engines.",
            new Query($"sum by (code) (rate({Raw(ApisixMetrics.Status, namespaces)}[$__rate_interval]))", "{{code}}")) with { IsStacked = true },
        Panel.Lines("Bytes", Units.Bytes, "In: requests; out: answers.", new Query($"sum by (type) (rate({Raw(ApisixMetrics.Bandwidth, namespaces)}[$__rate_interval]))", "{{type}}")));

    private static Section Latency(string namespaces) => new("Latency",
        Panel.Lines("Requests", Units.Milliseconds, "The whole of a request. Answers of models are long; their first tokens are on the dashboard of models.",
            [.. Recorded.Quantiles.Select(quantile => new Query(Quantile(quantile.Value, "type", Raw($"{ApisixMetrics.Latency}_bucket", namespaces, "type=\"request\"")), quantile.Name))]),
        Panel.Lines("Requests by route, p95", Units.Milliseconds, "Which route is slow.", new Query(Quantile("0.95", "route", Raw($"{ApisixMetrics.Latency}_bucket", namespaces, "type=\"request\"")), "{{route}}")),
        Panel.Lines("In the gateway itself, p95", Units.Milliseconds, "What plugins cost.", new Query(Quantile("0.95", "route", Raw($"{ApisixMetrics.Latency}_bucket", namespaces, "type=\"apisix\"")), "{{route}}")));

    private static Section Models(string namespaces) => new("Models behind AI routes",
        Panel.Lines("Tokens, by consumer", Units.Tokens, "Read and written, for those who present a key: what their limits count.",
            new Query($"sum by (consumer) (rate({Raw(ApisixMetrics.PromptTokens, namespaces)}[$__rate_interval]))", "{{consumer}} read"),
            new Query($"sum by (consumer) (rate({Raw(ApisixMetrics.CompletionTokens, namespaces)}[$__rate_interval]))", "{{consumer}} written")),
        Panel.Lines("Tokens, by model", Units.Tokens, "Read and written.",
            new Query($"sum by (llm_model) (rate({Raw(ApisixMetrics.PromptTokens, namespaces)}[$__rate_interval]))", "{{llm_model}} read"),
            new Query($"sum by (llm_model) (rate({Raw(ApisixMetrics.CompletionTokens, namespaces)}[$__rate_interval]))", "{{llm_model}} written")),
        Panel.Lines("Under way, by route", Units.Number, "Requests to models that have not ended.", new Query($"sum by (route) ({Raw(ApisixMetrics.ActiveModelRequests, namespaces)})", "{{route}}")));

    private static Section Certificates(IEnumerable<string> namespaces) => new("Certificates",
        Panel.Lines("Time left", Units.Seconds, "Until a certificate ends. cert-manager renews at a third of its time.",
            new Query($"({ClusterMetrics.CertificateEnd}{{namespace=~\"{string.Join('|', namespaces)}\"}} > 0) - time()", "{{namespace}}/{{name}}")) with { Width = 24, IsLowBad = true, Critical = 7 * 86400, Warning = GatewayRules.RenewalDays * 86400 });

    private static string Quantile(string quantile, string by, string buckets) => $"histogram_quantile({quantile}, sum by ({by}, le) (rate({buckets}[$__rate_interval])))";

    private static string Kept(string metric, string stack) => $"{metric}{{{RuleWriter.StackLabel}=\"{stack}\",job=~\"${Choice}\"}}";

    private static string Raw(string metric, string namespaces, string? further = null) => $"{metric}{{namespace=~\"{namespaces}\",job=~\"${Choice}\"{(further is null ? "" : $",{further}")}}}";
}
