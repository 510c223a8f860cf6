using AiStack.Core.Units;
using AiStack.Core.Values;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Vllm;

/// <summary>A Job that puts the weights of a model onto the disk of its engines, and is the only one that may reach the internet for it.</summary>
/// <remarks>
/// Engines cannot wait for it (the operator's pods have no init containers): until the weights are there they end at their start and are started again. The repository is fetched
/// beside its final place and moved there whole, so an engine finds either nothing or everything.
/// A disk of one node: the Job runs beside an engine, which is placed first and keeps its place while it restarts; the other way round each could wait for the other's node. With
/// no engine (a model that sleeps) the Job waits, and runs when the model first wakes. A disk that many nodes mount: it runs wherever the engines may.
/// A Job cannot be changed, so its name carries a hash of everything in it; a changed one is another Job, which finds what is there already and ends at once.
/// </remarks>
internal static class WeightsJobs
{
    public const string Role = "weights";

    private const string DiskVolume = "weights";
    private const string ScratchVolume = "scratch";

    // Any but root; the disk is made writable for its group.
    private static readonly RunAs s_runAs = new(1000, 1000, 1000);

    public static void Publish(ManifestContext context, Engine engine, PodSet engines)
    {
        var (component, _, parent, vllm) = engine.Served;
        var pods = context.Add(new Workload(component, Role, $"{engine.Name}-weights", WorkloadKind.Job, s_runAs)
        {
            Containers = [Fetch(engine, vllm)],
            Volumes = [Volume.Claim(DiskVolume, engine.Name), Volume.Empty(ScratchVolume, "1Gi")],
            Placement = engine.Placement with { Beside = engine.IsDiskOfOneNode ? engines.Labels : null },

            // With a disk of one node the time that it waits for an engine counts.
            Deadline = TimeSpan.FromDays(1),
        });
        context.Connects(new($"{parent.Name}-weights-to-hub", NetworkPeer.Pods(pods), NetworkPeer.Internet, $"{parent.Name}: weights are fetched from Hugging Face", new NetworkPort(443)));
    }

    private static Container Fetch(Engine engine, VllmSpec vllm) => new("fetch", engine.Image.ToString(), new(Quantity.Parse("250m"), Quantity.Parse("1Gi"))
    {
        CpuLimit = Quantity.Parse("2"),
        MemoryLimit = Quantity.Parse("4Gi"),
        EphemeralStorage = Quantity.Parse("1Gi"),
    })
    {
        Command = [engine.Python, "-c", WeightsScript.Fetch],
        Arguments = [VllmFacts.DiskDirectory, .. engine.Weights.Repositories],
        Environment =
        [
            .. vllm.HuggingFaceToken is { } token ? (IReadOnlyList<EnvironmentVariable>)[new(VllmFacts.HuggingFaceTokenVariable, token)] : [],
            new("HOME", "/tmp"),
            new("HF_HUB_DISABLE_PROGRESS_BARS", "1"),
            new("HF_HUB_DISABLE_TELEMETRY", "1"),

            // What is fetched once is not worth a cache of its pieces.
            new("HF_XET_CHUNK_CACHE_SIZE_BYTES", "0"),
        ],
        Mounts = [new(DiskVolume, VllmFacts.DiskDirectory), new(ScratchVolume, "/tmp")],
    };
}
