using AiStack.Components.Prometheus.Alerts;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Components.Vllm;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>What models do: load, latency, tokens and caches.</summary>
internal static class ModelsDashboard
{
    private const string Choice = "model";
    private const string Legend = "{{job}}";

    public static Dashboard? Of(Stack stack, IReadOnlyList<ScrapedTarget> targets)
    {
        List<ScrapedTarget> scraped = [.. targets.Where(target => target.Component.Spec is VllmSpec)];
        List<Component> components = [.. scraped.Select(target => target.Component).Distinct()];
        if (components.Count == 0)
        {
            return null;
        }

        var scope = new Scope(stack.Spec.Name, string.Join('|', components.Select(stack.NamespaceOf).Distinct()));
        var jobs = components.SelectMany(vllm => vllm.Children).Select(VllmModule.RuntimeName).Distinct().ToList();
        return new("models", $"{stack.Spec.Name}: models", scraped.Max(target => target.Interval), [new(Choice, "Model", jobs)], [Overview(scope), Requests(scope), Latency(scope), Tokens(scope), Caches(scope)]);
    }

    private static Section Overview(Scope scope) => new("Overview",
        Panel.Value("Engines", Units.Number, "Engines that answer. None is right only for models that sleep.", $"sum({scope.Kept(Recorded.Engines)})") with { IsLowBad = true, Critical = 1 },
        Panel.Value("Answered", Units.Requests, "Requests answered per second.", $"sum({scope.Kept(Recorded.Requests)})"),
        Panel.Value("Running", Units.Number, "Requests that are computed now.", $"sum({scope.Kept(Recorded.Running)})"),
        Panel.Value("Waiting", Units.Number, "Requests that queue. A queue that stays means that more engines are needed.", $"sum({scope.Kept(Recorded.Waiting)})") with { Warning = 1, Critical = 10 },
        Panel.Value("First token, p95", Units.Seconds, "One request in twenty waits longer for its first token; the slowest of the chosen models.", $"max({scope.Kept(Recorded.Quantile(Recorded.FirstToken, "p95"))})") with { Warning = 2, Critical = 5 },
        Panel.Value("KV cache", Units.Share, "Share of the KV cache in use on the fullest engine. When it is full, requests wait.", $"max({scope.Kept(Recorded.CacheUsage)})") with { Warning = 0.8, Critical = 0.95, Most = 1 });

    private static Section Requests(Scope scope) => new("Requests",
        Panel.Lines("Running and waiting", Units.Number, "What engines compute, and what queues for them.", new Query(scope.Kept(Recorded.Running), $"{Legend} running"), new Query(scope.Kept(Recorded.Waiting), $"{Legend} waiting")),
        Panel.Lines("Answered, by reason of the end", Units.Requests, "stop: the model was done; length: max_tokens or the longest context was reached; abort: the client went away.",
            new Query($"sum by (job, {VllmMetrics.FinishedReasonLabel}) (rate({scope.Raw(VllmMetrics.Answered)}[$__rate_interval]))", $"{Legend} {{{{{VllmMetrics.FinishedReasonLabel}}}}}")) with { IsStacked = true },
        Panel.Lines("Reaching the router", Units.Requests, "Requests that reach a router, by the model that they ask for, whether that one runs, sleeps or is unknown. Not narrowed by the choice above.",
            new Query(Series.Of(Recorded.Incoming, (RuleWriter.StackLabel, scope.Stack)), $"{{{{{VllmMetrics.RouterModelLabel}}}}}")));

    private static Section Latency(Scope scope) => new("Latency",
        Panel.Lines("Time to the first token", Units.Seconds, "From the arrival of a request at an engine to its first token: waiting and reading the prompt.", Quantiles(scope, Recorded.FirstToken)) with { Warning = 2, Critical = 5 },
        Panel.Lines("Time between tokens", Units.Seconds, "How fast an answer flows once it does.", Quantiles(scope, Recorded.TokenTime)),
        Panel.Lines("Whole requests", Units.Seconds, "From a request's arrival to the end of its answer.", Quantiles(scope, Recorded.RequestTime)),
        Panel.Lines("Time in the queue, p95", Units.Seconds, "What requests wait before an engine takes them up.",
            new Query($"histogram_quantile(0.95, sum by (job, le) (rate({scope.Raw($"{VllmMetrics.QueueTime}_bucket")}[$__rate_interval])))", Legend)) with { Width = 24 });

    private static Section Tokens(Scope scope) => new("Tokens",
        Panel.Lines("Read", Units.Tokens, "Tokens of prompts per second.", new Query(scope.Kept(Recorded.PromptTokens), Legend)) with { Width = 12, IsStacked = true },
        Panel.Lines("Written", Units.Tokens, "Tokens of answers per second.", new Query(scope.Kept(Recorded.GenerationTokens), Legend)) with { Width = 12, IsStacked = true });

    private static Section Caches(Scope scope) => new("Caches",
        Panel.Lines("KV cache, by engine", Units.Share, "Share in use. One engine that is fuller than the others means that the router spreads requests badly.", new Query(scope.Raw(VllmMetrics.CacheUsage), "{{pod}}")) with { Warning = 0.8, Critical = 0.95, Most = 1 },
        Panel.Lines("Found in the cache of prefixes", Units.Share, "Share of the prompts' tokens that need not be computed again.", new Query(scope.Kept(Recorded.PrefixHits), Legend)) with { Most = 1 },
        Panel.Lines("Put back for want of KV cache", Units.Requests, "Requests that lost their place and are computed anew. Any number that stays above 0 costs throughput.", new Query(scope.Kept(Recorded.Preemptions), Legend)) with { Warning = 0.1 });

    private static Query[] Quantiles(Scope scope, string metric) => [.. Recorded.Quantiles.Select(quantile => new Query(scope.Kept(Recorded.Quantile(metric, quantile.Name)), $"{Legend} {quantile.Name}"))];

    // Jobs of one name can be in two stacks: what is kept has the stack's name, anything else is told apart by its namespace.
    private sealed record Scope(string Stack, string Namespaces)
    {
        public string Kept(string metric) => $"{metric}{{{RuleWriter.StackLabel}=\"{Stack}\",job=~\"${Choice}\"}}";

        public string Raw(string metric) => $"{metric}{{namespace=~\"{Namespaces}\",job=~\"${Choice}\"}}";
    }
}
