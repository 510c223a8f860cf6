using AiStack.Core;
using AiStack.Core.Values;
using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Prometheus;

/// <summary>Prometheus as one container, configured by its links, on a laptop or in Aspire's manifest.</summary>
internal static class PrometheusHosting
{
    internal static void Run(IResourceBuilder<PrometheusResource> prometheus, int? port)
    {
        var builder = prometheus.ApplicationBuilder;
        prometheus.WithHttpEndpoint(port: port, targetPort: PrometheusFacts.Port, name: PrometheusModule.EndpointName)
            .WithStackEndpoint(PrometheusModule.EndpointName, prometheus.GetEndpoint(PrometheusModule.EndpointName));
        if (builder.GetRunMode(() => Images.ReferenceOf(builder.Configuration, "prometheus", PrometheusFacts.Registry, PrometheusFacts.Image, PrometheusFacts.Tag)) == RunMode.Embedded)
        {
            prometheus.AsNeedingContainers("Prometheus");
            return;
        }

        prometheus.WithConfiguredImage("prometheus", PrometheusFacts.Registry, PrometheusFacts.Image, PrometheusFacts.Tag)
            .WithArgs($"--config.file={PrometheusFiles.Configuration}", $"--storage.tsdb.path={PrometheusFacts.DataDirectory}", $"--storage.tsdb.retention.time={PrometheusFacts.Retention}")
            .WithVolume(Volumes.NameOf(prometheus, "data"), PrometheusFacts.DataDirectory)
            .WithStackFiles(builder.GetStackModel(), PrometheusFacts.ConfigurationDirectory, Files, PrometheusFacts.Command, PrometheusFacts.User)
            .WithHttpHealthCheck(PrometheusFacts.ReadyPath, endpointName: PrometheusModule.EndpointName);

        // Nothing scales where the stack is deployed from Aspire's manifest.
        IEnumerable<ConfigurationFile> Files(Stack stack, Component component) => PrometheusFiles.For(stack, component, builder.ExecutionContext.IsRunMode);
    }
}
