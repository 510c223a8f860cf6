using System.Globalization;
using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiStack.Components.Vllm;

/// <summary>The router below a vLLM component: our gateway in its router role, or production-stack's router as a container.</summary>
internal static class VllmRouterHosting
{
    private const string EndpointName = "http";

    /// <summary>Seconds that it waits for engines, since it starts together with them.</summary>
    internal const string StartupPatience = "10";

    internal static void AddRouter(IResourceBuilder<VllmResource> vllm, int? port)
    {
        var name = $"{vllm.Resource.Name}-router";
        IResource router = VllmRunMode.Of(vllm.ApplicationBuilder) == RunMode.Embedded
            ? AddProcess(vllm, name, port)
            : AddContainer(vllm, name, port);
        vllm.Resource.Router = router;
        vllm.AsCompositeOf("vLLM", "router", () => [router], showUrls: true);
        VllmHealthCheck.Add(vllm);
        TellRouting(vllm);

        FixedPorts.CheckBeforeStart(vllm.ApplicationBuilder, vllm.Resource.Name, vllm.Resource.Endpoint);
    }

    /// <summary>Draws the arrow from a component's router to one of its models.</summary>
    internal static void Connect(IResourceBuilder<ModelResource> model)
    {
        if (model.Resource.Parent.Router is { } router)
        {
            model.ApplicationBuilder.CreateResourceBuilder(router).WithReferenceRelationship(model.Resource);
        }
    }

    // Simulated engines share no cache, and processors gain nothing from one; a laptop's router spreads or keeps sessions together.
    private static void TellRouting(IResourceBuilder<VllmResource> vllm) =>
        vllm.ApplicationBuilder.Eventing.Subscribe<BeforeStartEvent>((started, _) =>
        {
            if (vllm.ApplicationBuilder.ExecutionContext.IsRunMode && vllm.Resource.Spec.Routing is RoutingLogic.PrefixAware or RoutingLogic.KvAware)
            {
                started.Services.GetRequiredService<ILoggerFactory>().CreateLogger("AiStack").LogInformation(
                    "The router of '{Component}' looks at prefixes and caches in the cluster only. Here each replica gets its turn.", vllm.Resource.Name);
            }

            return Task.CompletedTask;
        });

    private static ExecutableResource AddProcess(IResourceBuilder<VllmResource> vllm, string name, int? port)
    {
        var builder = vllm.ApplicationBuilder;
        var program = ProgramFile.Find(builder, "gateway", "AiStack.Gateway");
        var router = builder.AddExecutable(name, program.Path, program.Directory, "router")
            .WithHttpEndpoint(port: port, name: EndpointName)
            .WithOtlpExporter();
        router.WithArgs("--host", "localhost", "--port", router.GetEndpoint(EndpointName).Property(EndpointProperty.TargetPort),
            "--startup-patience", StartupPatience);
        return AsRouterOf(router, vllm).Resource;
    }

    private static ContainerResource AddContainer(IResourceBuilder<VllmResource> vllm, string name, int? port)
    {
        var router = vllm.ApplicationBuilder.AddResource(new ContainerResource(name))
            .WithConfiguredImage("vllm-router", VllmRouterFacts.Registry, VllmRouterFacts.Image, VllmRouterFacts.Tag)
            .WithHttpEndpoint(port: port, targetPort: VllmFacts.Port, name: EndpointName)
            .WithArgs("--host", "0.0.0.0", "--port", VllmFacts.Port.ToString(CultureInfo.InvariantCulture),
                // It starts before its engines have loaded their models, and finds them at one of these checks only.
                "--static-backend-health-check-interval", "10");
        return AsRouterOf(router, vllm).Resource;
    }

    private static IResourceBuilder<T> AsRouterOf<T>(IResourceBuilder<T> router, IResourceBuilder<VllmResource> vllm)
        where T : IResourceWithEndpoints, IResourceWithArgs
    {
        vllm.Resource.RouterEndpoint = router.GetEndpoint(EndpointName);
        vllm.WithStackEndpoint(VllmModule.EndpointName, vllm.Resource.RouterEndpoint);
        return router
            .WithArgs(context => AddRoutingArguments(context.Args, vllm.Resource, vllm.ApplicationBuilder.ExecutionContext.IsPublishMode))
            .WithHttpHealthCheck(VllmRouterFacts.HealthPath, endpointName: EndpointName)
            .WithParentRelationship(vllm)
            .WithIconName("ArrowRouting");
    }

    private static void AddRoutingArguments(IList<object> arguments, VllmResource vllm, bool isPublished)
    {
        var engines = vllm.Models.SelectMany(model => model.Replicas, (model, replica) => (model, replica)).ToList();
        var backends = new ReferenceExpressionBuilder();
        foreach (var (_, replica) in engines)
        {
            backends.AppendLiteral(backends.IsEmpty ? "" : ",");
            backends.AppendFormatted(new EndpointReference(replica, ModelReplicaHosting.EndpointName).Property(EndpointProperty.Url));
        }

        foreach (var argument in RoutingArguments(vllm.Spec, backends.Build(), [.. engines.Select(engine => engine.model.Spec)], isPublished))
        {
            arguments.Add(argument);
        }
    }

    /// <summary>The router's arguments about engines and how requests are spread over them.</summary>
    /// <param name="vllm">The component.</param>
    /// <param name="backends">Addresses of the engines, with commas between them.</param>
    /// <param name="models">The model of each engine.</param>
    /// <param name="isPublished">Whether it runs elsewhere than on this machine.</param>
    internal static IEnumerable<object> RoutingArguments(VllmSpec vllm, object backends, IReadOnlyList<ModelSpec> models, bool isPublished)
    {
        // Looking into caches takes a controller beside the engines, which neither a laptop nor a manifest has.
        var isPossible = vllm.Routing == RoutingLogic.Session || (vllm.Routing == RoutingLogic.PrefixAware && isPublished);
        return
        [
            "--service-discovery", "static",
            "--static-backends", backends,
            "--static-models", string.Join(',', models.Select(model => model.ClientName)),
            "--static-model-types", string.Join(',', models.Select(model => VllmRouterFacts.NameOf(model.ModelType))),
            "--static-backend-health-checks",
            "--routing-logic", VllmRouterFacts.NameOf(isPossible ? vllm.Routing : RoutingLogic.RoundRobin),
            .. vllm.SessionKey is { } header ? (object[])["--session-key", header] : [],
        ];
    }
}
