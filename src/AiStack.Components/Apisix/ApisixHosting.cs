using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiStack.Components.Apisix;

/// <summary>APISIX as a container, with its routes from a file. Without containers it is only shown.</summary>
internal static class ApisixHosting
{
    private const string StatusEndpointName = "status";

    public static void Host(IResourceBuilder<ApisixResource> apisix, int? port)
    {
        var builder = apisix.ApplicationBuilder;
        TellOfDashboard(apisix);
        if (builder.GetRunMode(() => Images.ReferenceOf(builder.Configuration, "apisix", registry: null, ApisixFacts.Image, ApisixFacts.Tag)) == RunMode.Embedded)
        {
            apisix.AsNeedingContainers("APISIX");
            return;
        }

        apisix
            .WithConfiguredImage("apisix", registry: null, ApisixFacts.Image, ApisixFacts.Tag)
            .WithHttpEndpoint(port: port, targetPort: ApisixFacts.HttpPort, name: ApisixModule.EndpointName)
            .WithHttpEndpoint(targetPort: ApisixFacts.StatusPort, name: StatusEndpointName)
            .WithHttpEndpoint(targetPort: ApisixFacts.MetricsPort, name: ApisixModule.MetricsEndpointName)
            .WithHttpHealthCheck(ApisixFacts.ReadyPath, endpointName: StatusEndpointName)
            .WithEnvironment(ApisixFacts.StandaloneVariable, "true")
            .WithStackFiles(builder.GetStackModel(), ApisixFacts.ConfigurationDirectory, ApisixFiles.For, ApisixFacts.Command, ApisixFacts.UserId)
            .WithStackEndpoint(ApisixModule.EndpointName, apisix.GetEndpoint(ApisixModule.EndpointName))
            .WithStackEndpoint(ApisixModule.MetricsEndpointName, apisix.GetEndpoint(ApisixModule.MetricsEndpointName));
        FixedPorts.CheckBeforeStart(builder, apisix.Resource.Name, apisix.GetEndpoint(ApisixModule.EndpointName));
    }

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
