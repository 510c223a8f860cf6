using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.OpenWebUi;

/// <summary>The pipelines server beside an Open WebUI on a laptop: a container of its own.</summary>
internal static class PipelinesHosting
{
    private const string EndpointName = "http";

    internal static void Run(IResourceBuilder<OpenWebUiResource> openWebUi)
    {
        var builder = openWebUi.ApplicationBuilder;
        if (OpenWebUiHosting.RunModeOf(builder) == RunMode.Embedded)
        {
            return;
        }

        var key = builder.AddSecretParameter(PipelinesFacts.KeyOf(openWebUi.Resource.Component().Name));
        var pipelines = builder.AddResource(new ContainerResource(PipelinesFacts.NameOf(openWebUi.Resource.Name)))
            .WithConfiguredImage("pipelines", PipelinesFacts.Registry, PipelinesFacts.Image, PipelinesFacts.Tag)
            .WithHttpEndpoint(targetPort: PipelinesFacts.Port, name: EndpointName)
            .WithHttpHealthCheck(PipelinesFacts.HealthPath, endpointName: EndpointName)
            .WithEnvironment(PipelinesFacts.KeyVariable, key)
            .WithParentRelationship(openWebUi)
            .WithIconName("Pipeline");
        pipelines.WithVolume(Volumes.NameOf(pipelines, "data"), PipelinesFacts.DataDirectory);
        openWebUi.WithStackEndpoint(OpenWebUiModule.PipelinesEndpointName, pipelines.GetEndpoint(EndpointName));
    }
}
