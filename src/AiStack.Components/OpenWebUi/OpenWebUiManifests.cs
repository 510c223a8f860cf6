using System.Globalization;
using AiStack.Components.Apisix;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Core.Values;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.OpenWebUi;

/// <summary>Open WebUI in a cluster: one server with a disk, or replicas that share everything.</summary>
/// <remarks>
/// Several replicas are replaced all at once, and only a Job brings the database's tables up to date: two versions side by side, or two that
/// change the tables, are what <c>docs/troubleshooting/multi-replica.mdx</c> (0.11.0) warns of.
/// </remarks>
internal static class OpenWebUiManifests
{
    private const string Role = "server";
    private const string PortName = "http";
    private const string DataVolume = "data";
    private const string StaticVolume = "static";
    private const string ScratchVolume = "scratch";
    private const string ScratchDirectory = "/tmp";

    private const string CopyDirectory = "/mnt/data";

    // Where a forwarded port makes it answer: the README says how.
    private static readonly string s_localAddress = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{OpenWebUiFacts.Port}");

    // A name of its own until it is whole; of replicas that copy at once one comes first.
    private static readonly string s_copy = $"""
        set -eu
        [ -d {CopyDirectory}/cache/embedding ] && exit 0
        copy={CopyDirectory}/.cache-$HOSTNAME
        rm -rf "$copy"
        cp -R {OpenWebUiFacts.DataDirectory}/cache "$copy"
        mv -T "$copy" {CopyDirectory}/cache || rm -rf "$copy"

        """.ReplaceLineEndings("\n");

    /// <summary>Who its programs run as.</summary>
    internal static RunAs RunAs { get; } = new(OpenWebUiFacts.UserId, OpenWebUiFacts.UserId, OpenWebUiFacts.UserId);

    public static void Publish(ManifestContext context, Component openWebUi)
    {
        var spec = (OpenWebUiSpec)openWebUi.Spec;
        var storage = spec.Storage with { AccessMode = spec.Storage.AccessMode ?? (spec.Replicas > 1 ? AccessMode.ReadWriteMany : AccessMode.ReadWriteOnce) };
        context.AddClaim(openWebUi, Role, ClaimOf(openWebUi), storage);
        var pods = context.Add(new Workload(openWebUi, Role, openWebUi.Name, WorkloadKind.Deployment, RunAs)
        {
            InitContainers = LinkedModels.Of(context.Stack, openWebUi).Engine is null ? [ModelCopy(spec)] : [],
            Containers = [Server(context.Stack, openWebUi, spec)],
            Replicas = spec.Replicas,
            Volumes = [Volume.Claim(DataVolume, ClaimOf(openWebUi)), .. WritableVolumes],

            // The disk of one node, the file of a database for one process, or replicas of two versions: none of them works.
            IsReplacedInPlace = true,

            // Several take more than another number: a Job for the tables, and replicas that leave them alone.
            IsAlone = spec.Replicas == 1,
        });
        context.AddService(openWebUi, Role, openWebUi.Name, isHeadless: false, new ServicePort(PortName, spec.ServicePort, PortName));
        context.Listens(openWebUi, OpenWebUiModule.EndpointName, pods, OpenWebUiFacts.Port);
        if (spec.Replicas > 1)
        {
            MigrationManifests.Publish(context, openWebUi);
            context.Explains("kube-linter/no-rolling-update-strategy", new("apps/v1", "Deployment", openWebUi.Name, pods.Namespace),
                "Open WebUI does not support two versions side by side on one database: all replicas are replaced at once.");
        }

        if (OpenWebUiEnvironment.Of(context.Stack, openWebUi).Any(variable => variable.Value.Parts is [TextPart { Text: OpenWebUiFacts.NoKey }]))
        {
            context.Explains("kube-linter/env-var-secret", new("apps/v1", "Deployment", openWebUi.Name, pods.Namespace),
                $"'{OpenWebUiFacts.NoKey}' is no key: it stands where an API asks for none, since an empty one makes a header that some servers refuse.");
        }

        context.Guides(Guide(context, openWebUi, spec));
    }

    /// <summary>Volumes for what it writes outside its data.</summary>
    internal static IReadOnlyList<Volume> WritableVolumes { get; } = [Volume.Empty(StaticVolume, "64Mi"), Volume.Empty(ScratchVolume, "1Gi")];

    /// <summary>Where a container sees them.</summary>
    internal static IReadOnlyList<VolumeMount> WritableMounts { get; } = [new(StaticVolume, OpenWebUiFacts.StaticDirectory), new(ScratchVolume, ScratchDirectory)];

    /// <summary>Variables of a container that can write nowhere else.</summary>
    internal static IReadOnlyList<EnvironmentVariable> Writable { get; } =
    [
        // The image's own is closed to all but root.
        new("HOME", ScratchDirectory),
        new("STATIC_DIR", OpenWebUiFacts.StaticDirectory),

        // Nothing lets it out of the cluster: no downloads of models, no questions about new versions.
        new("OFFLINE_MODE", "True"),
        new("HF_HUB_OFFLINE", "1"),
    ];

    private static string ClaimOf(Component openWebUi) => $"{openWebUi.Name}-data";

    private static Container Server(Stack stack, Component openWebUi, OpenWebUiSpec spec) => new("open-webui", OpenWebUiFacts.Reference, ResourcesOf(spec))
    {
        Environment = [.. OpenWebUiEnvironment.Of(stack, openWebUi), .. Address(stack, openWebUi), .. Writable, .. Replica(spec)],
        Ports = [new(PortName, OpenWebUiFacts.Port)],
        Startup = Probe.Http(OpenWebUiFacts.HealthPath, PortName).For(TimeSpan.FromMinutes(10)),
        Readiness = Probe.Http(OpenWebUiFacts.HealthPath, PortName),

        // There is one path; an open port is less than an answer, so that a busy server is not restarted.
        Liveness = Probe.Tcp(PortName) with { Period = TimeSpan.FromSeconds(30) },
        Mounts = [new(DataVolume, OpenWebUiFacts.DataDirectory), .. WritableMounts],
        DrainSeconds = 5,
    };

    /// <summary>What a container of the image gets.</summary>
    internal static Resources ResourcesOf(OpenWebUiSpec spec) => new(spec.Cpu, spec.Memory) { EphemeralStorage = Quantity.Parse("1536Mi") };

    // The volume hides the model that the image brings to embed documents with; nobody else makes vectors here.
    private static Container ModelCopy(OpenWebUiSpec spec) => new("copy-embedding-model", OpenWebUiFacts.Reference, ResourcesOf(spec))
    {
        Command = ["/bin/sh", "-c", s_copy],
        Mounts = [new(DataVolume, CopyDirectory)],
    };

    private static IEnumerable<EnvironmentVariable> Address(Stack stack, Component openWebUi)
    {
        var hosts = stack.LinksTo(openWebUi).Where(link => link.Options is IngressOptions)
            .Select(link => HostNames.InCluster(stack, new IngressRoute(link, null).Subdomain)).OfType<string>().Distinct().ToList();
        return hosts.Count == 0 ? [] :
        [
            new("WEBUI_URL", $"https://{hosts[0]}"),

            // Whoever reaches it by a forwarded port is as much at home there.
            new("CORS_ALLOW_ORIGIN", string.Join(';', [.. hosts.Select(host => $"https://{host}"), s_localAddress])),
        ];
    }

    private static IEnumerable<EnvironmentVariable> Replica(OpenWebUiSpec spec) => spec.Replicas > 1 ? [new(OpenWebUiFacts.MigrationVariable, "False")] : [];

    private static GuideSection Guide(ManifestContext context, Component openWebUi, OpenWebUiSpec spec) => new(151, $"Open {openWebUi.Name} (Open WebUI)", string.Create(CultureInfo.InvariantCulture, $"""
        ```sh
        kubectl port-forward -n {context.Stack.NamespaceOf(openWebUi)} svc/{openWebUi.Name} {OpenWebUiFacts.Port}:{spec.ServicePort}
        ```

        Then open <{s_localAddress}>. Whoever signs up first becomes its administrator: do so before others can reach it.
        {(context.Stack.OffersTo<PostgresDatabase>(openWebUi).Any() ? "Users and chats are in its database." : "Users and chats are on its disk.")} Settings that its links make are made anew at each start.

        """).ReplaceLineEndings("\n"));
}
