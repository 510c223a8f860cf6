namespace AiStack.Components.Tests.Publishing;

/// <summary>Series for which an alert calls somebody, and series for which it does not.</summary>
/// <param name="Scenario">Folder of the stack.</param>
/// <param name="Alert">Name of the alert.</param>
/// <param name="Component">What it is about.</param>
/// <param name="IsFiring">Whether it calls.</param>
/// <param name="Series">Selectors with their values over 80 minutes, a minute apart, in promtool's notation.</param>
public sealed record AlertCase(string Scenario, string Alert, string Component, bool IsFiring, params (string Selector, string Values)[] Series)
{
    private const string Chat = "namespace=\"vllm\",job=\"vllm-chat\"";
    private const string Engine = $"{Chat},pod=\"chat-1\",model_name=\"Qwen/Qwen2-1.5B-Instruct\"";
    private const string Router = "namespace=\"vllm\",job=\"vllm-router\",pod=\"router-1\"";
    private const string Sleepy = "namespace=\"vllm\",job=\"vllm-sleepy\",pod=\"sleepy-1\"";
    private const string Gateway = "namespace=\"apisix\",job=\"apisix\",pod=\"apisix-1\"";
    private const string Autoscaler = "namespace=\"vllm\",horizontalpodautoscaler=\"keda-hpa-vllm-chat-scaler\"";
    private const string Trigger = "namespace=\"vllm\",scaledObject=\"vllm-chat-scaler\",scaler=\"prometheus\",metric=\"s0-prometheus\"";
    private const string Certificate = "namespace=\"apisix\",name=\"langflow\"";

    public static IReadOnlyList<AlertCase> All { get; } =
    [
        .. Presence("prometheus-models", "ModelDown", "vllm/chat", Chat),
        .. Presence("prometheus-models", "RouterDown", "vllm", "namespace=\"vllm\",job=\"vllm-router\""),
        .. Presence("prometheus-qdrant-with-key", "QdrantDown", "qdrant", "namespace=\"qdrant\",job=\"qdrant\""),
        .. Presence("prometheus-cnpg", "PostgresDown", "postgres", "namespace=\"postgres\",job=\"postgres\""),
        .. Presence("prometheus-gateway", "GatewayDown", "apisix", "namespace=\"apisix\",job=\"apisix\""),
        .. Presence("prometheus-keda", "AutoscalerDown", "keda", "namespace=\"keda\",job=\"keda-operator\""),

        new("prometheus-models", "ModelQueueGrows", "vllm/chat", true, ($"vllm:num_requests_waiting{{{Engine}}}", "20+1x80")),
        new("prometheus-models", "ModelQueueGrows", "vllm/chat", false, ($"vllm:num_requests_waiting{{{Engine}}}", "500+0x80")),
        new("prometheus-models", "ModelQueueGrows", "vllm/chat", false, ($"vllm:num_requests_waiting{{{Router}}}", "20+1x80")),
        new("prometheus-keda", "ModelQueueGrows", "vllm/chat", false, ($"vllm:num_requests_waiting{{{Engine}}}", "0+0.2x80")),

        new("prometheus-models", "ModelKvCacheFull", "vllm/chat", true, ($"vllm:kv_cache_usage_perc{{{Engine}}}", "0.99+0x80"), ($"vllm:kv_cache_usage_perc{{{Engine.Replace("chat-1", "chat-2", StringComparison.Ordinal)}}}", "0.1+0x80")),
        new("prometheus-models", "ModelKvCacheFull", "vllm/chat", false, ($"vllm:kv_cache_usage_perc{{{Engine}}}", "0.9+0x80")),

        new("prometheus-models", "ModelFirstTokenSlow", "vllm/chat", true, FirstToken("1", "0+0x80"), FirstToken("10", "0+60x80"), FirstToken("+Inf", "0+60x80")),
        new("prometheus-models", "ModelFirstTokenSlow", "vllm/chat", false, FirstToken("1", "0+59x80"), FirstToken("10", "0+60x80"), FirstToken("+Inf", "0+60x80")),
        new("prometheus-models", "ModelFirstTokenSlow", "vllm/chat", false, FirstToken("1", "0+0x80"), FirstToken("10", "0+0x80"), FirstToken("+Inf", "0+0x80")),

        new("prometheus-keda", "ModelDown", "vllm/chat", true, ($"up{{{Sleepy}}}", "1+0x80")),
        new("prometheus-keda", "ModelDown", "vllm/sleepy", false, ($"up{{{Chat}}}", "1+0x80")),
        new("prometheus-keda", "ModelDoesNotWake", "vllm/sleepy", true, Incoming("0+60x80")),
        new("prometheus-keda", "ModelDoesNotWake", "vllm/sleepy", true, Incoming("0+60x80"), ($"up{{{Sleepy}}}", "0+0x80")),
        new("prometheus-keda", "ModelDoesNotWake", "vllm/sleepy", false, Incoming("60+0x80")),
        new("prometheus-keda", "ModelDoesNotWake", "vllm/sleepy", false, Incoming("0+60x80"), ($"up{{{Sleepy}}}", "1+0x80")),
        new("prometheus-keda", "ModelDoesNotWake", "vllm/sleepy", false, ($"vllm:num_incoming_requests_total{{{Router},model=\"no-such-model\"}}", "0+60x80")),
        new("prometheus-keda", "ModelAtMaximumScale", "vllm/chat", true, ($"kube_horizontalpodautoscaler_status_desired_replicas{{{Autoscaler}}}", "4+0x80")),
        new("prometheus-keda", "ModelAtMaximumScale", "vllm/chat", false, ($"kube_horizontalpodautoscaler_status_desired_replicas{{{Autoscaler}}}", "3+0x80")),
        new("prometheus-keda", "ScalerErrors", "vllm/chat", true, ($"keda_scaler_detail_errors_total{{{Trigger}}}", "0+1x80")),
        new("prometheus-keda", "ScalerErrors", "vllm/chat", false, ($"keda_scaler_detail_errors_total{{{Trigger}}}", "7+0x80")),

        new("prometheus-gateway", "GatewayErrors", "apisix", true, Answers("200", "0+90x80"), Answers("502", "0+10x80")),
        new("prometheus-gateway", "GatewayErrors", "apisix", false, Answers("200", "0+99x80"), Answers("502", "0+1x80")),
        new("prometheus-gateway", "GatewayErrors", "apisix", false, Answers("200", "0+10x80"), Answers("429", "0+90x80")),
        new("prometheus-gateway", "GatewayErrors", "apisix", false, Answers("200", "5+0x80"), Answers("502", "5+0x80")),
        new("prometheus-gateway", "CertificateExpires", "apisix", true, ($"certmanager_certificate_expiration_timestamp_seconds{{{Certificate}}}", "1000000+0x80")),
        new("prometheus-gateway", "CertificateExpires", "apisix", false, ($"certmanager_certificate_expiration_timestamp_seconds{{{Certificate}}}", "3000000+0x80")),
        new("prometheus-gateway", "CertificateExpires", "apisix", false, ($"certmanager_certificate_expiration_timestamp_seconds{{{Certificate}}}", "0+0x80")),
        new("prometheus-gateway", "CertificateExpires", "apisix", false, ("certmanager_certificate_expiration_timestamp_seconds{namespace=\"elsewhere\",name=\"other\"}", "1000000+0x80")),
        new("prometheus-gateway", "CertificateNotReady", "apisix", true, ($"certmanager_certificate_ready_status{{{Certificate},condition=\"True\"}}", "0+0x80")),
        new("prometheus-gateway", "CertificateNotReady", "apisix", false, ($"certmanager_certificate_ready_status{{{Certificate},condition=\"True\"}}", "1+0x80"), ($"certmanager_certificate_ready_status{{{Certificate},condition=\"False\"}}", "0+0x80")),
    ];

    // Nothing at all, a target that fails, and one that answers while another fails.
    private static IEnumerable<AlertCase> Presence(string scenario, string alert, string component, string labels) =>
    [
        new(scenario, alert, component, true, ("up{job=\"another\"}", "1+0x80")),
        new(scenario, alert, component, true, ($"up{{{labels},pod=\"a\"}}", "0+0x80")),
        new(scenario, alert, component, true, ($"up{{{labels},pod=\"a\"}}", "1+0x55 0+0x25")),
        new(scenario, alert, component, false, ($"up{{{labels},pod=\"a\"}}", "0+0x80"), ($"up{{{labels},pod=\"b\"}}", "1+0x80")),
        new(scenario, alert, component, false, ($"up{{{labels},pod=\"a\"}}", "1+0x70 0+0x2 1+0x10")),
    ];

    private static (string, string) FirstToken(string bucket, string values) => ($"vllm:time_to_first_token_seconds_bucket{{{Engine},le=\"{bucket}\"}}", values);

    private static (string, string) Incoming(string values) => ($"vllm:num_incoming_requests_total{{{Router},model=\"Qwen/Qwen2-0.5B-Instruct\"}}", values);

    private static (string, string) Answers(string code, string values) => ($"apisix_http_status{{{Gateway},code=\"{code}\",route=\"langflow\"}}", values);
}
