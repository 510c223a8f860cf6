using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.OpenWebUi;

/// <summary>The pipelines server beside an Open WebUI: a container of its own, on a laptop or in Aspire's manifest.</summary>
internal static class PipelinesHosting
{
    private const string EndpointName = "http";

    internal static void AddOnce(IResourceBuilder<OpenWebUiResource> openWebUi)
    {
        var builder = openWebUi.ApplicationBuilder;
        if (openWebUi.Resource.Pipelines is not null || OpenWebUiHosting.RunModeOf(builder) == RunMode.Embedded)
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
        openWebUi.Resource.Pipelines = pipelines.Resource;
    }

    /// <summary>Removes the servers that the environment has none of.</summary>
    internal static void RemoveUnused(IDistributedApplicationBuilder builder)
    {
        foreach (var openWebUi in builder.Resources.OfType<OpenWebUiResource>().Where(found => found is { Pipelines: not null, Spec.PipelinesEnabled: false }).ToList())
        {
            builder.Resources.Remove(openWebUi.Pipelines!);
        }
    }
}
