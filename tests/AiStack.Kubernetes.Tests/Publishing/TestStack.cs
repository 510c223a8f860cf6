using AiStack.Core;
using AiStack.Core.Schema;
using AiStack.Core.Units;
using AiStack.Core.Values;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Tests.Publishing;

/// <summary>A stack of components of the tests' own kind: a server that may link to others.</summary>
internal static class TestStack
{
    public static ComponentKind Server { get; } = new("server", "A server of the tests.")
    {
        Properties = new(CommonProperties.All),
        Empty = new ServerSpec(),
        DefaultNamespace = "servers",
        Endpoints = [ServiceEndpoint.OfComponent("http", "http", 80)],
    };

    public static Component Component(string name, ServerSpec? spec = null) => new(Server, name, spec ?? new(), new CodeSource(name));

    public static Publication Publish(SecretsSpec secrets, params IReadOnlyList<Component> components) =>
        StackPublication.Of(new(new StackSpec { Name = "test", Secrets = secrets }, components, [], new CodeSource("stack")), [new ServerModule()]);

    public static Publication Publish(params IReadOnlyList<Component> components) => Publish(new(), components);

    internal sealed record ServerSpec : ComponentSpec
    {
        public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];

        public int Replicas { get; init; } = 1;

        public Action<ManifestContext, Component>? Further { get; init; }
    }

    private sealed class ServerModule : ComponentModule, IPublishedModule
    {
        public override ComponentKind Kind => Server;

        public void Publish(ManifestContext context, Component component)
        {
            var spec = (ServerSpec)component.Spec;
            var pods = context.Add(new Workload(component, "server", component.Name, WorkloadKind.Deployment, new(1000, 1000))
            {
                Replicas = spec.Replicas,
                Containers =
                [
                    new("server", "example.org/server:1.0", new(Quantity.Parse("100m"), Quantity.Parse("64Mi")))
                    {
                        Environment = spec.Environment,
                        Ports = [new("http", 8080)],
                        Readiness = Probe.Http("/ready", "http"),
                        Liveness = Probe.Http("/live", "http"),
                    },
                ],
            });
            context.AddService(component, "server", component.Name, isHeadless: false, new ServicePort("http", 80, "http"));
            context.Listens(component, "http", pods, 8080);
            spec.Further?.Invoke(context, component);
        }
    }
}
