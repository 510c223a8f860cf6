using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.OpenWebUi;

/// <summary>Open WebUI as one container, on a laptop or in Aspire's manifest.</summary>
internal static class OpenWebUiHosting
{
    internal static void Run(IResourceBuilder<OpenWebUiResource> openWebUi, int? port)
    {
        var builder = openWebUi.ApplicationBuilder;
        var endpoint = openWebUi
            .WithHttpEndpoint(port: Ports.Configured(builder, openWebUi.Resource.Name, port), targetPort: OpenWebUiFacts.Port, name: OpenWebUiModule.EndpointName)
            .GetEndpoint(OpenWebUiModule.EndpointName);
        openWebUi.WithStackEndpoint(OpenWebUiModule.EndpointName, endpoint);
        if (RunModeOf(builder) == RunMode.Embedded)
        {
            openWebUi.AsNeedingContainers("Open WebUI");
            return;
        }

        FixedPorts.CheckBeforeStart(builder, openWebUi.Resource.Name, endpoint);
        builder.AddSecretParameter(OpenWebUiFacts.SecretKeyOf(openWebUi.Resource.Component().Name));
        openWebUi.WithConfiguredImage("open-webui", OpenWebUiFacts.Registry, OpenWebUiFacts.Image, OpenWebUiFacts.Tag)
            .WithStackEnvironment(builder.GetStackModel(), OpenWebUiEnvironment.Of)
            .WithVolume(Volumes.NameOf(openWebUi, "data"), OpenWebUiFacts.DataDirectory)
            .WithHttpHealthCheck(OpenWebUiFacts.HealthPath, endpointName: OpenWebUiModule.EndpointName);
    }

    internal static RunMode RunModeOf(IDistributedApplicationBuilder builder) =>
        builder.GetRunMode(() => Images.ReferenceOf(builder.Configuration, "open-webui", OpenWebUiFacts.Registry, OpenWebUiFacts.Image, OpenWebUiFacts.Tag));
}
