using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Components.Prometheus;
using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Core.Values;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Keda;

/// <summary>A ScaledObject for each model that KEDA is linked to.</summary>
/// <remarks>
/// Its target is the VLLMRuntime: the operator puts back the number of replicas of the Deployment that it made. It stands beside its target, in the models' namespace.
/// A minimum of one or more: with no answer from Prometheus, or none about the model, the engines that there are stay. A minimum of zero: engines that sleep have no metrics, so
/// nothing found means idle, and the router's counter of requests wakes the model. Without an answer it stays as it is.
/// </remarks>
internal static class KedaManifests
{
    private const string Role = "scaler";

    public static void Publish(ManifestContext context, Component keda)
    {
        foreach (var link in context.Stack.LinksFrom(keda).Where(link => link is { Options: ScaleOptions, To.Spec: ModelSpec }))
        {
            Publish(context, keda, link.To, (ScaleOptions)link.Options);
        }

        context.Requires(KedaFacts.ReleaseIn(context.Stack.NamespaceOf(keda)));
        KedaGuide.Add(context, keda);
    }

    private static void Publish(ManifestContext context, Component keda, Component model, ScaleOptions scale)
    {
        var stack = context.Stack;
        var vllm = stack.ParentOf(model);

        // A check reports a scaled model that no Prometheus scrapes.
        if (stack.LinksTo(vllm).FirstOrDefault(link => link.From.Spec is PrometheusSpec) is not { Options: ScrapeOptions scrape } scraping)
        {
            return;
        }

        var behavior = ScalingBehavior.Of(scale);
        var space = stack.NamespaceOf(vllm);
        context.Add(keda, Role, new(KedaFacts.ApiVersion, KedaFacts.ScalerKind, KedaModule.ScaledObjectName(model), space)
        {
            Spec = new()
            {
                ["scaleTargetRef"] = Target(stack, model),
                ["minReplicaCount"] = scale.MinReplicas,
                ["maxReplicaCount"] = scale.MaxReplicas,
                ["pollingInterval"] = Seconds(scale.PollingInterval),
                ["cooldownPeriod"] = Seconds(scale.CooldownPeriod),
                ["initialCooldownPeriod"] = behavior.InitialCooldown is { } initial ? Seconds(initial) : null,
                ["fallback"] = new JsonObject
                {
                    ["failureThreshold"] = ScalingBehavior.FailureThreshold,
                    ["replicas"] = Math.Max(1, scale.MinReplicas),
                    ["behavior"] = scale.MinReplicas == 0 ? "currentReplicas" : "currentReplicasIfHigher",
                },
                ["advanced"] = new JsonObject { ["horizontalPodAutoscalerConfig"] = new JsonObject { ["behavior"] = Behavior(behavior) } },
                ["triggers"] = Triggers(stack, vllm, model, scale, AddressOf(context, scraping.From), scrape.Interval),
            },
        });
    }

    private static JsonObject Target(Stack stack, Component model) => stack.Spec.Serving == ServingMode.Operator
        ? new() { ["apiVersion"] = ProductionStackFacts.ApiVersion, ["kind"] = ProductionStackFacts.RuntimeKind, ["name"] = VllmModule.RuntimeName(model) }
        : new() { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = VllmModule.RuntimeName(model) };

    private static JsonArray Triggers(Stack stack, Component vllm, Component model, ScaleOptions scale, string address, TimeSpan interval)
    {
        var space = stack.NamespaceOf(vllm);
        var engines = new JsonObject
        {
            ["serverAddress"] = address,
            ["query"] = ScalingQuery.OfEngines(scale.Metric, VllmModule.RuntimeName(model), space),
            ["threshold"] = Number(scale.Threshold),
            ["activationThreshold"] = scale.MinReplicas == 0 ? Number(scale.ActivationThreshold ?? 0) : null,
            ["ignoreNullValues"] = scale.MinReplicas == 0 ? "true" : "false",
        };
        var triggers = new JsonArray(Trigger("engines", engines));
        if (scale.MinReplicas == 0)
        {
            triggers.Add((JsonNode)Trigger("requests", new()
            {
                ["serverAddress"] = address,
                ["query"] = ScalingQuery.OfRequests(VllmModule.RouterName(vllm), space, ((ModelSpec)model.Spec).ClientName, interval),
                ["threshold"] = "1",
                ["activationThreshold"] = "0",
                ["ignoreNullValues"] = "true",
            }));
        }

        return triggers;
    }

    // Without cached metrics the HorizontalPodAutoscaler asks Prometheus itself every 15 s, whatever the polling interval.
    private static JsonObject Trigger(string name, JsonObject metadata) =>
        new() { ["type"] = "prometheus", ["name"] = name, ["metricType"] = "AverageValue", ["useCachedMetrics"] = true, ["metadata"] = metadata };

    private static JsonObject Behavior(ScalingBehavior behavior) => new()
    {
        ["scaleUp"] = new JsonObject { ["stabilizationWindowSeconds"] = 0, ["policies"] = Policies() },
        ["scaleDown"] = new JsonObject { ["stabilizationWindowSeconds"] = Seconds(behavior.StabilizationWindow), ["policies"] = Policies() },
    };

    private static JsonArray Policies() => [new JsonObject { ["type"] = "Pods", ["value"] = ScalingBehavior.Step, ["periodSeconds"] = Seconds(ScalingBehavior.Period) }];

    private static string AddressOf(ManifestContext context, Component prometheus) =>
        ((PrometheusSpec)prometheus.Spec).Address ?? context.Addresses.Resolve(new EndpointPart(prometheus.Name, PrometheusModule.EndpointName, EndpointProperty.Url));

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
