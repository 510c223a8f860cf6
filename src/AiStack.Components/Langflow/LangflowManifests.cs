using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Core.Values;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Langflow;

/// <summary>Langflow in a cluster: replicas that share a disk, a database and Redis; or one with a disk of its own.</summary>
internal static class LangflowManifests
{
    private const string Role = "server";
    private const string PortName = "http";
    private const string DataVolume = "data";
    private const string ScratchVolume = "scratch";
    private const string ScratchDirectory = "/tmp";

    public static void Publish(ManifestContext context, Component langflow)
    {
        var spec = (LangflowSpec)langflow.Spec;
        var storage = spec.Storage with { AccessMode = spec.Storage.AccessMode ?? (spec.Replicas > 1 ? AccessMode.ReadWriteMany : AccessMode.ReadWriteOnce) };
        var links = new LangflowLinks(context.Stack, langflow);
        var isReplacedInPlace = storage.AccessMode != AccessMode.ReadWriteMany || links.Databases.Count == 0;
        context.AddClaim(langflow, Role, ClaimOf(langflow), storage);
        var pods = context.Add(new Workload(langflow, Role, langflow.Name, WorkloadKind.Deployment, new(LangflowFacts.UserId, LangflowFacts.GroupId, LangflowFacts.GroupId))
        {
            Containers = [Server(context.Stack, langflow, spec)],
            Replicas = spec.Replicas,
            Volumes = [Volume.Claim(DataVolume, ClaimOf(langflow)), Volume.Empty(ScratchVolume, "2Gi")],

            // The disk of one node, or the file of a database for one process.
            IsReplacedInPlace = isReplacedInPlace,
            IsAlone = isReplacedInPlace || links.RedisServers.Count == 0,
            GracePeriod = TimeSpan.FromMinutes(1),
        });
        context.AddService(langflow, Role, langflow.Name, isHeadless: false, new ServicePort(PortName, LangflowFacts.Port, PortName));
        context.Listens(langflow, LangflowModule.EndpointName, pods, LangflowFacts.Port);
        if (LangflowEnvironment.InCluster(context.Stack, langflow).Any(variable => variable.Value.Parts is [TextPart { Text: LangflowFacts.NoKey }]))
        {
            context.Explains("kube-linter/env-var-secret", new("apps/v1", "Deployment", langflow.Name, pods.Namespace),
                $"'{LangflowFacts.NoKey}' is no key: it stands where an API asks for none, and clients of such APIs refuse to start without a value.");
        }

        context.Guides(Guide(context, langflow, spec));
    }

    private static string ClaimOf(Component langflow) => $"{langflow.Name}-data";

    private static Container Server(Stack stack, Component langflow, LangflowSpec spec) => new("langflow", LangflowFacts.Reference, new(spec.Cpu, spec.Memory) { EphemeralStorage = Quantity.Parse("3Gi") })
    {
        Environment = [.. LangflowEnvironment.InCluster(stack, langflow), .. Writable()],
        Ports = [new(PortName, LangflowFacts.Port)],

        // The first start makes the database's tables and loads every component.
        Startup = Probe.Http(LangflowFacts.HealthPath, PortName).For(TimeSpan.FromMinutes(15)),
        Readiness = Probe.Http(LangflowFacts.HealthPath, PortName) with { Timeout = TimeSpan.FromSeconds(10) },
        Liveness = Probe.Http(LangflowFacts.LivePath, PortName) with { Period = TimeSpan.FromSeconds(30), Timeout = TimeSpan.FromSeconds(10) },
        Mounts = [new(DataVolume, LangflowFacts.ConfigurationDirectory), new(ScratchVolume, ScratchDirectory)],
        DrainSeconds = 5,
    };

    // What components and their libraries keep below the home and in npm's cache; and a log that would be written beside the program.
    private static IEnumerable<EnvironmentVariable> Writable() =>
    [
        new("HOME", ScratchDirectory),
        new("NPM_CONFIG_CACHE", $"{ScratchDirectory}/.npm"),
        new("LANGFLOW_ALEMBIC_LOG_TO_STDOUT", "True"),
    ];

    private static GuideSection Guide(ManifestContext context, Component langflow, LangflowSpec spec) => new(150, $"Open {langflow.Name} (Langflow)", $"""
        ```sh
        kubectl port-forward -n {context.Stack.NamespaceOf(langflow)} svc/{langflow.Name} {LangflowFacts.Port}:{LangflowFacts.Port}
        ```

        Then open <http://localhost:{LangflowFacts.Port}> and sign in as `{spec.Superuser ?? LangflowFacts.Superuser}`, with the password that you put into Secret
        `{(spec.SuperuserPassword ?? LangflowFacts.SuperuserPasswordOf(langflow.Name)).Name}`. Linked models, databases and collections are global variables there (Settings, Global Variables).

        """.ReplaceLineEndings("\n"));
}
