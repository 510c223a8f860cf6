using System.Text.Json;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>The annotation that binds an executable or a container to the Services in front of it.</summary>
internal static class ServiceProducers
{
    internal static Dictionary<string, string> Annotation(IEnumerable<DcpEndpoint> endpoints)
    {
        var producers = endpoints.Where(endpoint => endpoint.IsProxied).Select(endpoint => endpoint.ToProducer()).ToList();
        return producers.Count == 0 ? [] : new() { [ServiceProducer.AnnotationName] = JsonSerializer.Serialize(producers, DcpJson.Default.ListServiceProducer) };
    }
}
