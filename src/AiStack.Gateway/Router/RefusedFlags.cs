using System.Collections.Frozen;

namespace AiStack.Gateway.Router;

/// <summary>Flags that the original knows and that mean nothing without Kubernetes, a shared KV cache or Python.</summary>
internal static class RefusedFlags
{
    private const string NoCluster = "there is no cluster to look into; name the backends with --static-backends";
    private const string NoCache = "simulated models share no KV cache; use --routing-logic roundrobin or session";
    private const string NoPython = "it loads Python code";
    private const string OtherTracing = "traces go where the OTEL_EXPORTER_OTLP_ENDPOINT variable says";
    private const string NoStatistics = "the figures are at /metrics";
    private const string NoBatch = "batches and files are not part of this router";

    /// <summary>Why each of them is refused, as the end of a sentence.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["--k8s-service-discovery-type"] = NoCluster,
        ["--k8s-port"] = NoCluster,
        ["--k8s-namespace"] = NoCluster,
        ["--k8s-label-selector"] = NoCluster,
        ["--k8s-watcher-timeout-seconds"] = NoCluster,
        ["--backend-health-check-timeout-seconds"] = "it belongs to Kubernetes discovery; use --static-backend-health-check-timeout-seconds",
        ["--external-providers-config"] = "outside providers are the AI gateway's business",
        ["--lmcache-controller-port"] = NoCache,
        ["--lmcache-health-check-interval"] = NoCache,
        ["--lmcache-worker-timeout"] = NoCache,
        ["--kv-aware-threshold"] = NoCache,
        ["--prefix-min-match-length"] = NoCache,
        ["--prefill-model-labels"] = NoCache,
        ["--decode-model-labels"] = NoCache,
        ["--static-model-labels"] = "labels only part prefill from decode engines",
        ["--log-stats"] = NoStatistics,
        ["--log-stats-interval"] = NoStatistics,
        ["--callbacks"] = NoPython,
        ["--request-rewriter"] = NoPython,
        ["--feature-gates"] = NoPython,
        ["--enable-batch-api"] = NoBatch,
        ["--file-storage-class"] = NoBatch,
        ["--file-storage-path"] = NoBatch,
        ["--batch-processor"] = NoBatch,
        ["--dynamic-config-yaml"] = "write the same settings as JSON and use --dynamic-config-json",
        ["--sentry-dsn"] = OtherTracing,
        ["--sentry-traces-sample-rate"] = OtherTracing,
        ["--sentry-profile-session-sample-rate"] = OtherTracing,
        ["--otel-endpoint"] = OtherTracing,
        ["--otel-service-name"] = "the name is read from the OTEL_SERVICE_NAME variable",
        ["--otel-secure"] = OtherTracing,
        ["--root-path"] = "the router answers at the root of its port",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
