using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Autoscaling;
using AiStack.Components.Prometheus;
using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Core.Values;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Keda;

/// <summary>A ScaledObject for each model that KEDA is linked to.</summary>
/// <remarks>
/// Its target is the VLLMRuntime: the operator puts back the number of replicas of the Deployment that it made. It stands beside its target, in the models' namespace.
/// Every number and query in it is that of <see cref="ModelScaling.RulesOf"/>.
/// </remarks>
internal static class KedaManifests
{
    private const string Role = "scaler";

    public static void Publish(ManifestContext context, Component keda)
    {
        foreach (var link in context.Stack.LinksFrom(keda).Where(link => link is { Options: ScaleOptions, To.Spec: ModelSpec }))
        {
            Publish(context, keda, link);
        }

        context.Requires(KedaFacts.ReleaseIn(context.Stack.NamespaceOf(keda)));
        KedaGuide.Add(context, keda);
    }

    private static void Publish(ManifestContext context, Component keda, Link link)
    {
        var (stack, model) = (context.Stack, link.To);
        var vllm = stack.ParentOf(model);

        // A check reports a scaled model that no Prometheus scrapes.
        if (stack.LinksTo(vllm).FirstOrDefault(scrape => scrape.From.Spec is PrometheusSpec) is not { Options: ScrapeOptions } scraping)
        {
            return;
        }

        var rules = ModelScaling.RulesOf(stack, link);
        var address = AddressOf(context, scraping.From);
        context.Add(keda, Role, new(KedaFacts.ApiVersion, KedaFacts.ScalerKind, KedaModule.ScaledObjectName(model), stack.NamespaceOf(vllm))
        {
            ValueRules = new() { IsAlone = Engine.Of(stack, vllm).Any(engine => engine.Served.Component == model && engine.IsAlone) },
            Spec = new()
            {
                ["scaleTargetRef"] = Target(stack, model),
                ["minReplicaCount"] = rules.MinReplicas,
                ["maxReplicaCount"] = rules.MaxReplicas,
                ["pollingInterval"] = Seconds(rules.PollingInterval),
                ["cooldownPeriod"] = Seconds(rules.CooldownPeriod),
                ["initialCooldownPeriod"] = rules.InitialCooldownPeriod is { } initial ? Seconds(initial) : null,
                ["fallback"] = rules.Fallback is { } fallback ? Fallback(fallback) : null,
                ["advanced"] = new JsonObject
                {
                    ["horizontalPodAutoscalerConfig"] = new JsonObject
                    {
                        ["behavior"] = new JsonObject { ["scaleUp"] = Speed(rules.ScaleUp), ["scaleDown"] = Speed(rules.ScaleDown) },
                    },
                },
                ["triggers"] = new JsonArray([.. rules.Triggers.Select(trigger => Trigger(trigger, address))]),
            },
        });
    }

    private static JsonObject Target(Stack stack, Component model) => stack.Spec.Serving == ServingMode.Operator
        ? new() { ["apiVersion"] = ProductionStackFacts.ApiVersion, ["kind"] = ProductionStackFacts.RuntimeKind, ["name"] = VllmModule.RuntimeName(model) }
        : new() { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = VllmModule.RuntimeName(model) };

    private static JsonObject Trigger(ScalingTrigger trigger, string address) => new()
    {
        ["type"] = "prometheus",
        ["name"] = trigger.Name,
        ["metricType"] = trigger.Target.ToString(),
        ["useCachedMetrics"] = trigger.UseCachedMetrics,
        ["metadata"] = new JsonObject
        {
            ["serverAddress"] = address,
            ["query"] = trigger.Query,
            ["threshold"] = Number(trigger.Threshold),
            ["activationThreshold"] = trigger.ActivationThreshold is { } activation ? Number(activation) : null,
            ["ignoreNullValues"] = trigger.IgnoreNullValues ? "true" : "false",
        },
    };

    private static JsonObject Fallback(ScalingFallback fallback) => new()
    {
        ["failureThreshold"] = fallback.FailureThreshold,
        ["replicas"] = fallback.Replicas,
        ["behavior"] = JsonNamingPolicy.CamelCase.ConvertName(fallback.Behavior.ToString()),
    };

    private static JsonObject Speed(ScalingSpeed speed) => new()
    {
        ["stabilizationWindowSeconds"] = Seconds(speed.StabilizationWindow),
        ["policies"] = new JsonArray([.. speed.Policies.Select(Policy)]),
    };

    private static JsonObject Policy(ScalingPolicy policy) => new() { ["type"] = policy.Type.ToString(), ["value"] = policy.Value, ["periodSeconds"] = Seconds(policy.Period) };

    private static string AddressOf(ManifestContext context, Component prometheus) =>
        ((PrometheusSpec)prometheus.Spec).Address ?? context.Addresses.Resolve(new EndpointPart(prometheus.Name, PrometheusModule.EndpointName, EndpointProperty.Url));

    private static int Seconds(TimeSpan time) => (int)time.TotalSeconds;

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
