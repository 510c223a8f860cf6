using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Langflow;

/// <summary>Langflow as one container, on a laptop or in Aspire's manifest.</summary>
internal static class LangflowHosting
{
    internal static void Run(IResourceBuilder<LangflowResource> langflow, int? port)
    {
        var builder = langflow.ApplicationBuilder;
        var name = langflow.Resource.Name;
        langflow.WithHttpEndpoint(port: Ports.Configured(builder, name, port), targetPort: LangflowFacts.Port, name: LangflowModule.EndpointName)
            .WithStackEndpoint(LangflowModule.EndpointName, langflow.GetEndpoint(LangflowModule.EndpointName));
        if (builder.GetRunMode(() => Images.ReferenceOf(builder.Configuration, "langflow", LangflowFacts.Registry, LangflowFacts.Image, LangflowFacts.Tag)) == RunMode.Embedded)
        {
            langflow.AsNeedingContainers("Langflow");
            return;
        }

        langflow.WithConfiguredImage("langflow", LangflowFacts.Registry, LangflowFacts.Image, LangflowFacts.Tag)
            .WithStackEnvironment(builder.GetStackModel(), LangflowEnvironment.Of)
            .WithVolume(Volumes.NameOf(langflow, "data"), LangflowFacts.ConfigurationDirectory)
            .WithHttpHealthCheck(LangflowFacts.HealthPath, endpointName: LangflowModule.EndpointName);
        FixedPorts.CheckBeforeStart(builder, name, langflow.GetEndpoint(LangflowModule.EndpointName));
    }
}
