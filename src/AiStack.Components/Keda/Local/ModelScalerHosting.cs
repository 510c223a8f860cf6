using AiStack.Autoscaling;
using AiStack.Components.Prometheus;
using AiStack.Components.Vllm;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiStack.Components.Keda;

/// <summary>Scalers on this machine: one for each model that KEDA is linked to.</summary>
internal static class ModelScalerHosting
{
    private const string ResourceType = "Scaler";

    /// <summary>Adds the scaler of a model, and as many engines as it may start; of those only the first ones start by themselves.</summary>
    /// <param name="keda">The component.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">What the link says.</param>
    public static void Add(IResourceBuilder<KedaResource> keda, ModelResource model, ScaleOptions options)
    {
        var builder = keda.ApplicationBuilder;

        // A second link to one model, or a range of engines that is none, is told of by a check before anything starts.
        if (!builder.ExecutionContext.IsRunMode || builder.Resources.OfType<ModelScalerResource>().Any(scaler => scaler.Model == model))
        {
            return;
        }

        _ = AutoscalingSpeed.Of(builder.Configuration);
        ModelReplicaHosting.Reserve(builder.CreateResourceBuilder(model), Math.Clamp(options.MaxReplicas, 1, ModelProperties.MostReplicas));
        builder.AddResource(new ModelScalerResource(FreeName(builder, model), keda.Resource, model))
            .WithIconName("ArrowAutofitHeight")
            .WithReferenceRelationship(model)
            .ExcludeFromManifest()
            .WithInitialState(new CustomResourceSnapshot { ResourceType = ResourceType, Properties = [], CreationTimeStamp = DateTime.UtcNow, State = KnownResourceStates.Starting })
            .OnInitializeResource((scaler, started, cancelled) =>
            {
                // Runs as long as the application does; the event itself must not wait for it.
                var stopping = started.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
                _ = RunAsync(builder, scaler, started, stopping);
                return Task.CompletedTask;
            });
    }

    // A component may have the name already.
    private static string FreeName(IDistributedApplicationBuilder builder, ModelResource model)
    {
        var (wanted, name) = ($"{model.Name}-scaler", $"{model.Name}-scaler");
        for (var number = 2; builder.Resources.Any(resource => resource.Name.Equals(name, StringComparison.OrdinalIgnoreCase)); number++)
        {
            name = FormattableString.Invariant($"{wanted}-{number}");
        }

        return name;
    }

    /// <summary>Brings in the engines of every scaled model, when the stack is final.</summary>
    public static void DeclareReplicas(IDistributedApplicationBuilder builder, StackModel model)
    {
        foreach (var scaler in builder.Resources.OfType<ModelScalerResource>().ToList())
        {
            var rules = RulesOf(model, scaler);
            ModelReplicaHosting.Declare(builder.CreateResourceBuilder(scaler.Model), rules.MaxReplicas, FirstReplicas(scaler, rules));
        }
    }

    // Those that the model says, as far as the rules let it: the HorizontalPodAutoscaler goes on from there. One at least, which a model that may sleep has too until it does.
    private static int FirstReplicas(ModelScalerResource scaler, ScalingRules rules) => Math.Clamp(scaler.Model.Spec.Replicas, Math.Max(1, rules.MinReplicas), rules.MaxReplicas);

    private static ScalingRules RulesOf(StackModel model, ModelScalerResource scaler)
    {
        var component = model.ComponentOf(scaler.Model);
        return ModelScaling.RulesOf(model.Stack, ModelScaling.LinkOf(model.Stack, component) ?? throw new InvalidOperationException($"Nothing scales '{component.Reference}'."));
    }

    private static async Task RunAsync(IDistributedApplicationBuilder builder, ModelScalerResource resource, InitializeResourceEvent started, CancellationToken stopping)
    {
        try
        {
            var model = builder.GetStackModel();
            var (rules, speed) = (RulesOf(model, resource), AutoscalingSpeed.Of(builder.Configuration));
            var replicas = new LocalReplicas(resource.Model, started.Notifications, started.Services.GetRequiredService<ResourceCommandService>(), started.Logger, TimeProvider.System, speed, FirstReplicas(resource, rules));
            var metrics = MetricsOf(builder, model, resource, replicas);
            var scaler = new ModelScaler(resource, rules, replicas, metrics, started.Notifications, started.Logger, TimeProvider.System, speed);
            await Task.WhenAll(replicas.RunAsync(stopping), scaler.RunAsync(stopping)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The application ends.
        }
        catch (Exception error)
        {
            // Nobody waits for this task, and a scaler that has ended must not look as if it watched.
            started.Logger.LogError(error, "'{Model}' is not scaled any more: the scaler has ended.", resource.Model.Name);
            await started.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error) }).ConfigureAwait(false);
        }
    }

    // Prometheus where one runs, as in the cluster; else the engines and their router are asked themselves.
    private static ILocalMetrics MetricsOf(IDistributedApplicationBuilder builder, StackModel model, ModelScalerResource scaler, LocalReplicas replicas)
    {
        var component = model.ComponentOf(scaler.Model);
        var vllm = model.Stack.ParentOf(component);
        var prometheus = model.Stack.LinksTo(vllm).Select(link => link.From).Where(from => from.Spec is PrometheusSpec)
            .Select(from => model.FindResource(from.Reference)).OfType<PrometheusResource>()
            .FirstOrDefault(resource => resource.Annotations.OfType<ContainerImageAnnotation>().Any());
        return prometheus is not null
            ? new PrometheusMetrics(builder.CreateResourceBuilder(prometheus).GetEndpoint(PrometheusModule.EndpointName))
            : new DirectMetrics(
                replicas,
                scaler.Model.Parent.Endpoint,
                ModelScaling.LinkOf(model.Stack, component)!.Options as ScaleOptions ?? new(),
                scaler.Model.Spec.ClientName,
                ScalingQuery.WindowOf(ModelScaling.ScrapeIntervalOf(model.Stack, component)) / AutoscalingSpeed.Of(builder.Configuration),
                TimeProvider.System);
    }
}
