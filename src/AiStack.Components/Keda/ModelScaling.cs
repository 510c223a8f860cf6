using AiStack.Autoscaling;
using AiStack.Components.Prometheus;
using AiStack.Components.Vllm;
using AiStack.Core;

namespace AiStack.Components.Keda;

/// <summary>How a model of a stack is scaled: the one value that its ScaledObject is written from, and that is acted on where there is no cluster.</summary>
/// <remarks>
/// A minimum of one or more: with no answer from Prometheus, or none about the model, the engines that there are stay. A minimum of zero: engines that sleep have no metrics, so
/// nothing found means idle, and the router's counter of requests wakes the model. Without an answer it stays as it is.
/// </remarks>
public static class ModelScaling
{
    /// <summary>Name of the trigger that reads the engines' metric.</summary>
    public const string EnginesTrigger = "engines";

    /// <summary>Name of the trigger that reads the router's counter; only with a minimum of 0.</summary>
    public const string RequestsTrigger = "requests";

    /// <summary>Time between two scrapes when no Prometheus of the stack says another one.</summary>
    private static readonly TimeSpan s_usualInterval = new ScrapeOptions().Interval;

    /// <summary>The link that scales a model; where there are several, which a check reports, the first.</summary>
    /// <returns><see langword="null"/>: it is not scaled.</returns>
    public static Link? LinkOf(Stack stack, Component model)
    {
        ArgumentNullException.ThrowIfNull(stack);

        return stack.LinksTo(model).FirstOrDefault(link => link.Options is ScaleOptions);
    }

    /// <summary>Whether a Prometheus of the stack scrapes a model's engines and router.</summary>
    public static bool IsScraped(Stack stack, Component model)
    {
        ArgumentNullException.ThrowIfNull(stack);

        return stack.LinksTo(stack.ParentOf(model)).Any(link => link.Options is ScrapeOptions);
    }

    /// <summary>Time between two scrapes of a model's engines and router.</summary>
    /// <returns>30 s when nothing scrapes them.</returns>
    public static TimeSpan ScrapeIntervalOf(Stack stack, Component model)
    {
        ArgumentNullException.ThrowIfNull(stack);

        return stack.LinksTo(stack.ParentOf(model)).Select(link => link.Options).OfType<ScrapeOptions>().FirstOrDefault()?.Interval ?? s_usualInterval;
    }

    /// <summary>The rules that a link from KEDA to a model makes.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="link">A link with <see cref="ScaleOptions"/>.</param>
    /// <exception cref="ArgumentException">The link scales nothing.</exception>
    public static ScalingRules RulesOf(Stack stack, Link link)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(link);
        if (link is not { Options: ScaleOptions scale, To.Spec: ModelSpec model })
        {
            throw new ArgumentException($"{link} scales no model.", nameof(link));
        }

        var behavior = ScalingBehavior.Of(scale);
        var engines = Engines(link.To, scale, stack.NamespaceOf(link.To));
        return new()
        {
            MinReplicas = scale.MinReplicas,
            MaxReplicas = scale.MaxReplicas,
            PollingInterval = WholeSeconds(scale.PollingInterval),
            CooldownPeriod = WholeSeconds(scale.CooldownPeriod),
            InitialCooldownPeriod = behavior.InitialCooldown,
            Triggers = scale.MinReplicas == 0 ? [engines, Requests(stack, link.To, model, stack.NamespaceOf(link.To))] : [engines],
            Fallback = new(ScalingBehavior.FailureThreshold, Math.Max(1, scale.MinReplicas), scale.MinReplicas == 0 ? FallbackBehavior.CurrentReplicas : FallbackBehavior.CurrentReplicasIfHigher),
            ScaleUp = new() { Policies = [ScalingBehavior.Policy] },
            ScaleDown = new() { StabilizationWindow = WholeSeconds(behavior.StabilizationWindow), Policies = [ScalingBehavior.Policy] },
        };
    }

    // Without cached metrics the HorizontalPodAutoscaler asks Prometheus itself every 15 s, whatever the polling interval.
    private static ScalingTrigger Engines(Component model, ScaleOptions scale, string jobNamespace) => new()
    {
        Name = EnginesTrigger,
        Measure = ScaleMetrics.MeasureOf(scale.Metric),
        Query = ScalingQuery.OfEngines(scale.Metric, VllmModule.RuntimeName(model), jobNamespace),
        Threshold = scale.Threshold,
        ActivationThreshold = scale.MinReplicas == 0 ? scale.ActivationThreshold ?? 0 : null,
        IgnoreNullValues = scale.MinReplicas == 0,
        UseCachedMetrics = true,
    };

    private static ScalingTrigger Requests(Stack stack, Component model, ModelSpec spec, string jobNamespace) => new()
    {
        Name = RequestsTrigger,
        Measure = "asked for",
        Query = ScalingQuery.OfRequests(VllmModule.RouterName(stack.ParentOf(model)), jobNamespace, spec.ClientName, ScrapeIntervalOf(stack, model)),
        Threshold = 1,
        ActivationThreshold = 0,
        IgnoreNullValues = true,
        UseCachedMetrics = true,
    };

    // Kubernetes counts in them.
    private static TimeSpan WholeSeconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
}
