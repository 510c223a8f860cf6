using System.Globalization;
using AiStack.Core.Units;
using AiStack.Core.Values;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Vllm;

/// <summary>A plain Deployment and Service for each model, for clusters without production-stack's operator; they meet the <i>restricted</i> Pod Security Standard.</summary>
/// <remarks>
/// vLLM's images have no user of their own but run under any: home directory and caches are on a volume, and its name is given, since PyTorch asks for it. Flags that the operator
/// forces to be on or off are left to vLLM, which knows what a model can.
/// </remarks>
internal static class EngineDeployments
{
    private const string HomeVolume = "home";
    private const string ScratchVolume = "tmp";
    private const string SharedMemoryVolume = "shm";
    private const string DiskVolume = "weights";
    private const string Home = "/home/vllm";
    private static readonly RunAs s_runAs = new(1000, 1000, 1000);

    /// <summary>Publishes the Deployment, Service and disk of a model.</summary>
    /// <returns>The engines' pods.</returns>
    public static PodSet Publish(ManifestContext context, Engine engine)
    {
        var component = engine.Served.Component;
        var home = Quantity.FromBytes(HomeSize(engine) << 30);
        var pods = context.Add(new Workload(component, Engine.Role, engine.Name, WorkloadKind.Deployment, s_runAs)
        {
            // Weights of 140 GB over a line of 20 MB/s.
            LongestWait = TimeSpan.FromHours(2),
            OwnLabels = new Dictionary<string, string> { [ProductionStackFacts.AppLabel] = engine.Name },
            InitContainers = engine.HasWeightsJob ? [Wait(engine)] : [],
            Containers = [Serve(engine, home)],
            Replicas = engine.MostReplicas,
            IsScaledElsewhere = engine.Scale is not null,
            IsReplacedInPlace = engine.IsReplacedInPlace,
            IsAlone = engine.IsAlone,
            Placement = engine.Placement with { RuntimeClass = RuntimeClasses.OfDeployment(context, engine.Served) },
            GracePeriod = TimeSpan.FromMinutes(2),
            Volumes =
            [
                Volume.Empty(HomeVolume, home.ToString()), Volume.Empty(ScratchVolume, "2Gi"), Volume.Memory(SharedMemoryVolume, engine.Resources.SharedMemory),
                .. engine.Storage is null ? (IReadOnlyList<Volume>)[] : [Volume.Claim(DiskVolume, engine.Name)],
            ],
        });
        if (engine.Storage is { } storage)
        {
            context.AddClaim(component, Engine.Role, engine.Name, storage);
        }

        context.AddService(component, Engine.Role, pods, engine.Name, isHeadless: false, new ServicePort(VllmFacts.PortName, VllmFacts.ServicePort, VllmFacts.PortName));
        return pods;
    }

    private static Container Serve(Engine engine, Quantity home)
    {
        var (_, model, _, vllm) = engine.Served;
        var isKvAware = vllm.Routing == RoutingLogic.KvAware;
        return new("vllm", engine.Image.ToString(), new(engine.Resources.Cpu, engine.Resources.Memory)
        {
            EphemeralStorage = Quantity.FromBytes(home.Bytes + (3L << 30)),
            Devices = engine.HasGpus ? new Dictionary<string, Quantity> { [vllm.GpuType] = Quantity.FromDecimal(vllm.Gpus) } : new(),
        })
        {
            Arguments = Arguments(model, engine.Served.Parts),
            FieldEnvironment = isKvAware ? new Dictionary<string, string> { [LmCacheFacts.InstanceVariable] = "metadata.name" } : new(),
            Environment =
            [
                .. vllm.HuggingFaceToken is { } token && engine.Fetches ? (IReadOnlyList<EnvironmentVariable>)[new(VllmFacts.HuggingFaceTokenVariable, token)] : [],
                .. EngineEnvironment.Of(engine).Select(variable => new EnvironmentVariable(variable.Key, variable.Value)),
                new("HOME", Home),
                new("USER", "vllm"),
                new("XDG_CACHE_HOME", $"{Home}/.cache"),
                new("TRITON_CACHE_DIR", $"{Home}/.cache/triton"),
                new("TORCHINDUCTOR_CACHE_DIR", $"{Home}/.cache/torchinductor"),
                new("NUMBA_CACHE_DIR", $"{Home}/.cache/numba"),
                .. engine.Storage is null ? (IReadOnlyList<EnvironmentVariable>)[new(VllmFacts.HuggingFaceHomeVariable, $"{Home}/.cache/huggingface")] : [],
            ],
            Ports = [new(VllmFacts.PortName, VllmFacts.Port), .. isKvAware ? (IReadOnlyList<ContainerPort>)[new(LmCacheFacts.WorkerPortName, LmCacheFacts.WorkerPort)] : []],
            Startup = Probe.Http(VllmFacts.HealthPath, VllmFacts.PortName).For(VllmFacts.LongestStart),
            Readiness = Probe.Http(VllmFacts.HealthPath, VllmFacts.PortName),
            Liveness = Probe.Http(VllmFacts.HealthPath, VllmFacts.PortName) with { Period = TimeSpan.FromSeconds(20), Failures = 10 },
            DrainSeconds = 15,
            Mounts =
            [
                new(HomeVolume, Home), new(ScratchVolume, "/tmp"), new(SharedMemoryVolume, "/dev/shm"),
                .. engine.Storage is null ? (IReadOnlyList<VolumeMount>)[] : [new(DiskVolume, engine.Weights.DiskDirectory) { IsReadOnly = engine.HasWeightsJob }],
            ],
        };
    }

    private static IReadOnlyList<string> Arguments(ModelSpec model, int parts) =>
    [
        // The name is always said, see VllmArguments.BesideRuntime.
        .. VllmArguments.For(model with { ServedModelName = model.ClientName }),
        "--host", "0.0.0.0",
        "--port", VllmFacts.Port.ToString(CultureInfo.InvariantCulture),
        .. parts > 1 ? (IReadOnlyList<string>)["--tensor-parallel-size", parts.ToString(CultureInfo.InvariantCulture)] : [],
    ];

    private static Container Wait(Engine engine) => new("wait-for-weights", engine.Image.ToString(), new(Quantity.Parse("50m"), Quantity.Parse("128Mi")) { CpuLimit = Quantity.Parse("200m") })
    {
        Command = [engine.Python, "-c", WeightsScript.Wait],
        Arguments = [VllmFacts.DiskDirectory, .. engine.Weights.Repositories],
        Mounts = [new(DiskVolume, VllmFacts.DiskDirectory) { IsReadOnly = true }],
    };

    // Compiled kernels, and the weights where no disk keeps them.
    private static long HomeSize(Engine engine) => 10 + (engine.Fetches ? (long)Math.Ceiling((EngineResources.WeightsOf(engine.Served.Model) ?? (40L << 30)) * 1.1 / (1L << 30)) : 0);
}
