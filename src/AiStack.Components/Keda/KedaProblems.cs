using AiStack.Core.Problems;

namespace AiStack.Components.Keda;

/// <summary>What can be wrong with scaling.</summary>
internal static class KedaProblems
{
    public static ProblemKind MinimumAboveMaximum { get; } = new("AIS290", Severity.Error, "Fewest engines above most engines",
        "keda_minreplicacount is above keda_maxreplicacount, and no number of engines is within such a range. Mind the defaults: 1 and 3.");

    public static ProblemKind NeverReached { get; } = new("AIS291", Severity.Error, "Threshold that can never fire",
        "The metric cannot reach scale_threshold (or activation_threshold), so the model would keep its first engines for ever.\n"
        + "KEDA compares the sum over all engines with threshold × engines: what counts is what one engine can show. A share such as\n"
        + "vllm:kv_cache_usage_perc runs from 0 to 1, not to 100; vllm:num_requests_running ends at --max-num-seqs.");

    public static ProblemKind NotAnEngineMetric { get; } = new("AIS292", Severity.Error, "Metric that engines do not have",
        "The query would find nothing, KEDA would read 0, and the model would never be scaled. The metric was renamed, is misspelt, is one of\n"
        + "the router's, or is a histogram. Gauges that engines have: vllm:num_requests_waiting (the queue; the usual choice),\nvllm:num_requests_running, vllm:kv_cache_usage_perc.");

    public static ProblemKind UnknownMetric { get; } = new("AIS293", Severity.Warning, "Metric that is not known here",
        "The metric is none of vLLM's that are known here. If engines of your image have it, all is well; if not, the query finds nothing and the\nmodel is never scaled. Ask an engine's /metrics.");

    public static ProblemKind RawCounter { get; } = new("AIS294", Severity.Error, "Counter used as a level",
        "A counter only ever grows, so sooner or later it is above any threshold and stays there: the model would go to its maximum and never\ncome back. Scale by a gauge such as vllm:num_requests_waiting.");

    public static ProblemKind CooldownTooLong { get; } = new("AIS295", Severity.Error, "cooldown_period longer than the autoscaler can",
        "With a minimum of 1 or more the way down is the HorizontalPodAutoscaler's, whose stabilization window ends at 3600 s. Only the last step to 0\nis KEDA's own and takes any time.");

    public static ProblemKind ActivationIgnored { get; } = new("AIS296", Severity.Warning, "activation_threshold without effect",
        "activation_threshold wakes a model that has no engine. With keda_minreplicacount of 1 or more there is always one, and KEDA does not look at it.");

    public static ProblemKind PolledFasterThanScraped { get; } = new("AIS297", Severity.Warning, "Metric asked for more often than it changes",
        "KEDA asks Prometheus every polling_interval, but the value there only changes with each scrape: the `interval` of the link from prometheus to\nthe vllm component. Asking more often reads the same number again. Shorten the one or lengthen the other.");

    public static ProblemKind WithoutMetrics { get; } = new("AIS320", Severity.Error, "Scaling without metrics",
        "KEDA scales by a metric that it asks Prometheus for, and no Prometheus of the stack scrapes the model's vllm component: the model would never\n"
        + "be scaled. Add the link: `- { from: prometheus, to: vllm }`, and a component `prometheus: { kind: prometheus }` if there is none.");

    public static ProblemKind ReplicasAboveMaximum { get; } = new("AIS321", Severity.Error, "More replicas than the scaler's maximum",
        "The model's `replicas` is where it starts. Above keda_maxreplicacount the autoscaler would take engines away at once, while they load.");

    public static ProblemKind ScaledTwice { get; } = new("AIS322", Severity.Error, "Model scaled by two autoscalers",
        "Two ScaledObjects on one model pull its number of engines to and fro; KEDA refuses the second. Keep one link.");

    public static ProblemKind ScrapedTwice { get; } = new("AIS323", Severity.Warning, "Scaled model with metrics in two places",
        "Two Prometheus components scrape the engines, and KEDA asks one: the first in the file. If that is not the one that is meant, put the other first, or\nkeep one link.");

    public static ProblemKind ScalesNothing { get; } = new("AIS324", Severity.Warning, "KEDA scales nothing",
        "KEDA is linked to no model. Link it to each model that it should scale: `- { from: keda, to: vllm/qwen2-chat }`.");

    /// <summary>Errors that only keep a model from being scaled: what they lead to can be replayed.</summary>
    public static IReadOnlyList<ProblemKind> Unscaled { get; } = [NeverReached, NotAnEngineMetric, RawCounter, WithoutMetrics];

    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        MinimumAboveMaximum, NeverReached, NotAnEngineMetric, UnknownMetric, RawCounter, CooldownTooLong, ActivationIgnored, PolledFasterThanScraped,
        WithoutMetrics, ReplicasAboveMaximum, ScaledTwice, ScrapedTwice, ScalesNothing,
    ];
}
