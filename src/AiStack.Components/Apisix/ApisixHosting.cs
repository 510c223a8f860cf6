using AiStack.Components.Apisix.Local;
using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using EndpointProperty = Aspire.Hosting.ApplicationModel.EndpointProperty;

namespace AiStack.Components.Apisix;

/// <summary>APISIX as a container, or our gateway as a process in its place. Both read a file that the stack makes up.</summary>
internal static class ApisixHosting
{
    private const string StatusEndpointName = "status";
    private const string HttpsEndpointName = "https";
    private const string ResourceType = "APISIX";

    public static void Host(IResourceBuilder<ApisixResource> apisix, int? port, int? httpsPort)
    {
        var builder = apisix.ApplicationBuilder;
        TellOfDashboard(apisix);
        if (builder.GetRunMode(() => Images.ReferenceOf(builder.Configuration, "apisix", registry: null, ApisixFacts.Image, ApisixFacts.Tag)) == RunMode.Embedded)
        {
            // The first AI gateway has it started: applications that it might have routes to do not run here.
            (apisix.Resource.Port, apisix.Resource.HttpsPort) = (port, httpsPort);
            return;
        }

        apisix
            .WithConfiguredImage("apisix", registry: null, ApisixFacts.Image, ApisixFacts.Tag)
            .WithHttpEndpoint(port: port, targetPort: ApisixFacts.HttpPort, name: ApisixModule.EndpointName)
            .WithHttpEndpoint(targetPort: ApisixFacts.StatusPort, name: StatusEndpointName)
            .WithHttpEndpoint(targetPort: ApisixFacts.MetricsPort, name: ApisixModule.MetricsEndpointName)
            .WithHttpHealthCheck(ApisixFacts.ReadyPath, endpointName: StatusEndpointName)
            .WithEnvironment(ApisixFacts.StandaloneVariable, "true")
            .WithStackFiles(builder.GetStackModel(), ApisixFacts.ConfigurationDirectory, (stack, component) => ApisixFiles.For(stack, component, builder.ExecutionContext.IsRunMode), ApisixFacts.Command, ApisixFacts.UserId)
            .WithStackEndpoint(ApisixModule.EndpointName, apisix.GetEndpoint(ApisixModule.EndpointName))
            .WithStackEndpoint(ApisixModule.MetricsEndpointName, apisix.GetEndpoint(ApisixModule.MetricsEndpointName));
        if (builder.ExecutionContext.IsRunMode)
        {
            var local = new LocalGateway(builder, apisix.Resource, isContainer: true) { Endpoint = apisix.GetEndpoint(ApisixModule.EndpointName) };
            apisix
                .WithEndpoint(port: httpsPort, targetPort: ApisixFacts.HttpsPort, scheme: "https", name: HttpsEndpointName)
                .WithBindMount(local.File, $"{ApisixFacts.ConfigurationDirectory}/{ApisixFiles.RoutesName}", isReadOnly: true)
                .Reading(local, apisix);
        }
    }

    /// <summary>Has our gateway started in the place of APISIX. Without effect where that has happened, or where APISIX itself runs.</summary>
    public static void Serve(IResourceBuilder<ApisixResource> apisix)
    {
        var builder = apisix.ApplicationBuilder;
        if (apisix.Resource.Local is not null || apisix.Resource.Annotations.OfType<ContainerImageAnnotation>().Any())
        {
            return;
        }

        var program = ProgramFile.Find(builder, "gateway", "AiStack.Gateway");
        var gateway = builder.AddExecutable($"{apisix.Resource.Name}-gateway", program.Path, program.Directory, "gateway");
        var local = new LocalGateway(builder, apisix.Resource, isContainer: false) { Program = gateway.Resource, Endpoint = gateway.GetEndpoint(ApisixModule.EndpointName) };
        var status = gateway.GetEndpoint(StatusEndpointName);
        gateway
            .WithHttpEndpoint(port: apisix.Resource.Port, name: ApisixModule.EndpointName)
            .WithEndpoint(port: apisix.Resource.HttpsPort, scheme: "https", name: HttpsEndpointName)
            .WithHttpEndpoint(name: StatusEndpointName)
            .WithArgs("--config", local.File, "--host", "localhost",
                "--port", local.Endpoint.Property(EndpointProperty.TargetPort),
                "--https-port", gateway.GetEndpoint(HttpsEndpointName).Property(EndpointProperty.TargetPort),
                "--status-port", status.Property(EndpointProperty.TargetPort),
                "--metrics-port", status.Property(EndpointProperty.TargetPort))
            .WithHttpHealthCheck(ApisixFacts.ReadyPath, endpointName: StatusEndpointName)
            .WithOtlpExporter()
            .WithParentRelationship(apisix)
            .WithIconName("ArrowRouting")
            .Reading(local, apisix);
        apisix
            .WithStackEndpoint(ApisixModule.EndpointName, local.Endpoint)
            .WithStackEndpoint(ApisixModule.MetricsEndpointName, status)
            .AsCompositeOf(ResourceType, "gateway", () => [gateway.Resource], showUrls: true);
    }

    /// <summary>Shows the components that nobody serves as what they are.</summary>
    public static void ShowUnserved(IDistributedApplicationBuilder builder)
    {
        foreach (var apisix in builder.Resources.OfType<ApisixResource>().Where(apisix => apisix.Local is null && !apisix.Annotations.OfType<ContainerImageAnnotation>().Any()).ToList())
        {
            builder.CreateResourceBuilder(apisix).AsNeedingContainers(ResourceType);
        }
    }

    // The program's file, its secrets and its ports.
    private static IResourceBuilder<T> Reading<T>(this IResourceBuilder<T> program, LocalGateway local, IResourceBuilder<ApisixResource> apisix) where T : IResourceWithEndpoints, IResourceWithEnvironment
    {
        var builder = program.ApplicationBuilder;
        apisix.Resource.Local = local;
        FixedPorts.CheckBeforeStart(builder, apisix.Resource.Name, local.Endpoint);
        FixedPorts.CheckBeforeStart(builder, HttpsOf(apisix.Resource.Name), program.GetEndpoint(HttpsEndpointName));
        return program
            .WithUrlForEndpoint(StatusEndpointName, url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithStackEnvironment(builder.GetStackModel(), apisix.Resource, local.Variables)
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables[LocalCertificate.KeyVariable] = local.Certificate.KeyText();
                local.ReplaceMissing(context.EnvironmentVariables);
            })
            .OnBeforeResourceStarted((_, starting, cancelled) => local.StartAsync(starting.Services, cancelled));
    }

    /// <summary>Name of the setting with a component's port for HTTPS.</summary>
    public static string HttpsOf(string name) => $"{name}-https";

    // Once, however many components ask for one.
    private static void TellOfDashboard(IResourceBuilder<ApisixResource> apisix) =>
        apisix.ApplicationBuilder.Eventing.Subscribe<BeforeStartEvent>((started, _) =>
        {
            if (apisix.ApplicationBuilder.ExecutionContext.IsRunMode && apisix.ApplicationBuilder.Resources.OfType<ApisixResource>().FirstOrDefault(gateway => gateway.Spec.HasDashboard) == apisix.Resource)
            {
                started.Services.GetRequiredService<ILoggerFactory>().CreateLogger("AiStack").LogInformation(
                    "'{Name}' has APISIX's dashboard in the cluster only: here its routes come from a file, and then APISIX has no Admin API to show.", apisix.Resource.Name);
            }

            return Task.CompletedTask;
        });
}
