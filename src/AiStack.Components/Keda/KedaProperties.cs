using System.Text.RegularExpressions;
using AiStack.Core.Schema;

namespace AiStack.Components.Keda;

/// <summary>What may be said about KEDA and its links in a stack file.</summary>
internal static partial class KedaProperties
{
    public static PropertySet All { get; } = new(CommonProperties.All);

    public static PropertySet OfLink { get; } = new(
        new Property<ScaleOptions, string?>("scale_metric", new TextType("the name of a metric, such as vllm:num_requests_waiting", MetricName(), 200), options => options.Metric, (options, metric) => options with { Metric = metric! },
            "Metric of the engines that their number follows, summed up. Default: vllm:num_requests_waiting."),
        new Property<ScaleOptions, double>("scale_threshold", new NumberType(0.001), options => options.Threshold, (options, threshold) => options with { Threshold = threshold },
            "Value that one engine is meant to carry. Default: 5."),
        new Property<ScaleOptions, int>("keda_minreplicacount", new IntegerType(0, Vllm.ModelProperties.MostReplicas), options => options.MinReplicas, (options, count) => options with { MinReplicas = count },
            "Fewest engines; 0 lets the model sleep. Default: 1."),
        new Property<ScaleOptions, int>("keda_maxreplicacount", new IntegerType(1, Vllm.ModelProperties.MostReplicas), options => options.MaxReplicas, (options, count) => options with { MaxReplicas = count },
            "Most engines. Default: 3."),
        new Property<ScaleOptions, TimeSpan>("polling_interval", new DurationType(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), options => options.PollingInterval, (options, interval) => options with { PollingInterval = interval },
            "How often the metric is asked for. Default: 30s."),
        new Property<ScaleOptions, TimeSpan>("cooldown_period", new DurationType(TimeSpan.Zero, TimeSpan.FromDays(30)), options => options.CooldownPeriod, (options, period) => options with { CooldownPeriod = period },
            "How long the metric has to be low before engines are taken away. Default: 300s; at most 3600s unless the minimum is 0."),
        new Property<ScaleOptions, double?>("activation_threshold", new OptionalType<double>(new NumberType()), options => options.ActivationThreshold, (options, threshold) => options with { ActivationThreshold = threshold },
            "Value above which a sleeping model wakes; only with a minimum of 0. Default: 0."));

    [GeneratedRegex(@"^[A-Za-z_:][A-Za-z0-9_:]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex MetricName();
}
