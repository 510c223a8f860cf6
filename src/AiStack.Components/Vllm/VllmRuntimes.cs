using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Components.Vllm.Capacity;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;

namespace AiStack.Components.Vllm;

/// <summary>A VLLMRuntime for each model, as production-stack's operator wants it.</summary>
/// <remarks>
/// The operator compares what it made with what it would make, field by field, and writes the Deployment again when they differ: whatever the API server changes on the way
/// (quantities that are not canonical, empty lists) makes it write without end, and what it does not compare is never rolled out.
/// </remarks>
internal static class VllmRuntimes
{
    private const string ChecksumAnnotation = "aistack/configuration";

    /// <summary>Publishes the VLLMRuntime of a model, and a disruption budget where it has several engines.</summary>
    /// <returns>The engines' pods.</returns>
    public static PodSet Publish(ManifestContext context, Engine engine)
    {
        var (component, model, parent, vllm) = engine.Served;
        var space = context.Stack.NamespaceOf(parent);
        var runtime = new KubernetesObject(ProductionStackFacts.ApiVersion, ProductionStackFacts.RuntimeKind, engine.Name, space)
        {
            ValueRules = new() { IsAlone = engine.IsAlone, NeedsCanonicalQuantities = true, RolloutPath = ["deploymentConfig", "podAnnotations", ChecksumAnnotation] },
            Spec = Spec(engine, RuntimeClasses.Publish(context, engine.Served)),
        };
        context.Add(component, Engine.Role, runtime, UserLabels.AsAnnotations);
        context.Explains("*", runtime, "The operator makes these pods, and its custom resource has no field for a security context, a service account, own probes or topology spread.");
        if (vllm.HuggingFaceToken is { } token && engine.IsFromHub)
        {
            context.Secrets.Use(space, token, engine.Name);
        }

        var pods = Expect(context, engine, space);
        if (engine.MostReplicas > 1)
        {
            context.Add(component, Engine.Role, ManifestContext.DisruptionBudget(engine.Name, pods));
        }

        return pods;
    }

    // What the operator makes of it; others select and mount these.
    private static PodSet Expect(ManifestContext context, Engine engine, string space)
    {
        var all = StandardLabels.Of(context.Stack, engine.Served.Component, Engine.Role);
        var selector = StandardLabels.Selector(context.Stack, engine.Served.Component, Engine.Role);
        all[ProductionStackFacts.AppLabel] = engine.Name;
        selector[ProductionStackFacts.AppLabel] = engine.Name;
        context.Expects(new MadePods(new(engine.Name, space, all), Ports(engine), ProductionStackFacts.Name));
        context.Expects(new MadeObject(new("", "Service", space, engine.Name), ProductionStackFacts.Name) { Ports = [new(VllmFacts.PortName, VllmFacts.ServicePort)] });
        if (engine.Storage is not null)
        {
            context.Expects(new MadeObject(new("", "PersistentVolumeClaim", space, engine.Name), ProductionStackFacts.Name));
        }

        return new(engine.Name, space, selector);
    }

    private static List<ContainerPort> Ports(Engine engine)
    {
        List<ContainerPort> ports = [new(VllmFacts.PortName, VllmFacts.Port)];
        if (engine.Served.Vllm.Routing == RoutingLogic.KvAware)
        {
            // No field names it, but the engine listens there.
            ports.Add(new(LmCacheFacts.WorkerPortName, LmCacheFacts.WorkerPort));
        }

        return ports;
    }

    private static JsonObject Spec(Engine engine, string runtimeClass)
    {
        var (_, model, _, vllm) = engine.Served;

        // What is off is left out rather than said to be off.
        var modelConfig = new JsonObject
        {
            ["modelURL"] = model.ModelPath,
            ["hfTokenSecret"] = vllm.HuggingFaceToken is { } token && engine.IsFromHub ? new JsonObject { ["hfTokenSecretName"] = token.Name, ["hfTokenKeyName"] = token.Key } : null,
            ["dtype"] = model.DataType,
            ["maxModelLen"] = model.MaxModelLength,
        };
        var parts = engine.Served.Parts;
        var engineConfig = new JsonObject
        {
            ["port"] = VllmFacts.Port,
            ["v1"] = true,
            ["enableChunkedPrefill"] = VllmArguments.IsOn(model, VllmArguments.ChunkedPrefill, KeepsCache(model)),
            ["enablePrefixCaching"] = VllmArguments.IsOn(model, VllmArguments.PrefixCaching, KeepsCache(model)),
            ["tensorParallelSize"] = parts > 1 ? parts : null,
            ["gpuMemoryUtilization"] = vllm.Gpus > 0 ? model.GpuMemoryUtilization?.ToString(CultureInfo.InvariantCulture) : null,
            ["extraArgs"] = new JsonArray([.. VllmArguments.BesideRuntime(model).Select(argument => (JsonNode)argument)]),
            ["env"] = new JsonArray([.. Environment(engine).Select(variable => new JsonObject { ["name"] = variable.Key, ["value"] = variable.Value })]),
        };
        var storage = engine.Storage is not { } disk ? null : new JsonObject
        {
            ["enabled"] = true,
            ["size"] = disk.Size.ToString(),
            ["accessMode"] = disk.AccessMode.ToString(),
            ["mountPath"] = engine.Weights.DiskDirectory,
            ["storageClassName"] = disk.Class,
        };
        return new()
        {
            ["model"] = modelConfig,
            ["vllmConfig"] = engineConfig,
            ["storageConfig"] = storage,
            ["deploymentConfig"] = Deployment(engine, runtimeClass, Checksum.Of(string.Join('\n', modelConfig.ToJsonString(), engineConfig.ToJsonString(), storage?.ToJsonString()))),
        };
    }

    // A VLLMRuntime's variables are plain, so all engines of a model have one name for LMCache's controller.
    private static IEnumerable<KeyValuePair<string, string>> Environment(Engine engine) =>
        engine.Served.Vllm.Routing == RoutingLogic.KvAware ? EngineEnvironment.Of(engine).Append(new(LmCacheFacts.InstanceVariable, engine.Name)) : EngineEnvironment.Of(engine);

    private static JsonObject Deployment(Engine engine, string runtimeClass, string checksum)
    {
        var vllm = engine.Served.Vllm;
        return new()
        {
            ["replicas"] = engine.Scale is null ? engine.Served.Model.Replicas : null,
            ["resources"] = new JsonObject
            {
                ["cpu"] = engine.Resources.Cpu.ToString(),
                ["memory"] = engine.Resources.Memory.ToString(),
                ["gpu"] = engine.HasGpus ? vllm.Gpus.ToString(CultureInfo.InvariantCulture) : null,
                ["gpuType"] = engine.HasGpus ? vllm.GpuType : null,
            },
            ["image"] = new JsonObject { ["registry"] = engine.Image.Registry, ["name"] = engine.Image.Name },
            ["deploymentStrategy"] = engine.IsReplacedInPlace ? "Recreate" : "RollingUpdate",
            ["runtimeClass"] = runtimeClass,
            ["nodeSelectorTerms"] = engine.Placement.NodeSelectorTerms(),
            ["toleration"] = engine.Placement.Tolerations.Count == 0 ? null : new JsonArray([.. engine.Placement.Tolerations.Select(toleration => toleration.DeepClone())]),
            ["podAnnotations"] = new JsonObject { [ChecksumAnnotation] = checksum },
            ["shmSize"] = engine.Resources.SharedMemory.ToString(),
        };
    }

    // vLLM warns that encoders may crash or answer wrongly with either switched on by hand, and it has to be said by hand: a field that is left out switches it off.
    // Of an embedding model that is not known it is not known whether it is an encoder.
    private static bool KeepsCache(ModelSpec model) => model.ModelType == ModelType.Chat || LanguageModels.Find(model.ModelPath) is { Cache.IsKept: true };
}
