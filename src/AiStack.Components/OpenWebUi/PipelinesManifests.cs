using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.OpenWebUi;

/// <summary>The pipelines server beside an Open WebUI in a cluster: reached by that alone, and it reaches nobody, since what it runs is whatever its users upload.</summary>
internal static class PipelinesManifests
{
    private const string Role = "pipelines";
    private const string PortName = "http";
    private const string DataVolume = "data";
    private const string ScratchVolume = "scratch";
    private const string ScratchDirectory = "/tmp";

    public static void Publish(ManifestContext context, Component openWebUi)
    {
        var name = PipelinesFacts.NameOf(openWebUi.Name);
        var claim = $"{name}-data";
        context.AddClaim(openWebUi, Role, claim, new(Quantity.Parse("2Gi")));
        var pods = context.Add(new Workload(openWebUi, Role, name, WorkloadKind.Deployment, new(PipelinesFacts.UserId, PipelinesFacts.UserId, PipelinesFacts.UserId))
        {
            Containers = [Server(openWebUi)],
            Volumes = [Volume.Claim(DataVolume, claim), Volume.Empty(ScratchVolume, "512Mi")],
            IsReplacedInPlace = true,
            IsAlone = true,
        });
        context.AddService(openWebUi, Role, name, isHeadless: false, new ServicePort(PortName, PipelinesFacts.Port, PortName));
        context.Listens(openWebUi, OpenWebUiModule.PipelinesEndpointName, pods, PipelinesFacts.Port);
        Explain(context, new("apps/v1", "Deployment", name, pods.Namespace));
        context.Guides(new(152, $"Add pipelines to {openWebUi.Name}", """
            An administrator uploads pipelines in Open WebUI (Admin Panel, Settings, Pipelines); they are kept on a disk. The server that runs them reaches nothing but
            the cluster's DNS: a pipeline that needs an address, or packages from the internet, needs a network policy of yours.

            """.ReplaceLineEndings("\n")));
    }

    private static Container Server(Component openWebUi) => new("pipelines", PipelinesFacts.Reference, new(Quantity.Parse("250m"), Quantity.Parse("1Gi")) { CpuLimit = Quantity.Parse("1"), EphemeralStorage = Quantity.Parse("1Gi") })
    {
        Environment =
        [
            new(PipelinesFacts.KeyVariable, PipelinesFacts.KeyOf(openWebUi.Name)),
            new("HOME", ScratchDirectory),
            new("PYTHONDONTWRITEBYTECODE", "1"),
        ],
        Ports = [new(PortName, PipelinesFacts.Port)],
        Startup = Probe.Http(PipelinesFacts.HealthPath, PortName).For(TimeSpan.FromMinutes(5)),
        Readiness = Probe.Http(PipelinesFacts.HealthPath, PortName),
        Liveness = Probe.Tcp(PortName) with { Period = TimeSpan.FromSeconds(30) },
        Mounts = [new(DataVolume, PipelinesFacts.DataDirectory), new(ScratchVolume, ScratchDirectory)],
        DrainSeconds = 5,
    };

    private static void Explain(ManifestContext context, KubernetesObject deployment)
    {
        foreach (var rule in new[] { "kube-linter/latest-tag", "kube-score/container-image-tag", "polaris/tagNotSpecified" })
        {
            context.Explains(rule, deployment, $"open-webui/pipelines publishes no versions, only the tag '{PipelinesFacts.Tag}'. Put a digest of yours in its place to pin it.");
        }
    }
}
