using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Apisix;

/// <summary>APISIX as a container, with its routes from a file. Without containers it is only shown.</summary>
internal static class ApisixHosting
{
    private const string StatusEndpointName = "status";

    public static void Host(IResourceBuilder<ApisixResource> apisix, int? port)
    {
        var builder = apisix.ApplicationBuilder;
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
            .WithStackFiles(builder.GetStackModel(), ApisixFacts.ConfigurationDirectory, ApisixFiles.For, ApisixFacts.UserId)
            .WithStackEndpoint(ApisixModule.EndpointName, apisix.GetEndpoint(ApisixModule.EndpointName))
            .WithStackEndpoint(ApisixModule.MetricsEndpointName, apisix.GetEndpoint(ApisixModule.MetricsEndpointName));
        FixedPorts.CheckBeforeStart(builder, apisix.Resource.Name, apisix.GetEndpoint(ApisixModule.EndpointName));
    }
}
