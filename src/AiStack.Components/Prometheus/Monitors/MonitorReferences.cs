using System.Text.Json.Nodes;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.References;

namespace AiStack.Components.Prometheus.Monitors;

/// <summary>A monitor selects pods or Services that have its port: one that does not is silent, and so is what it was meant to watch.</summary>
internal sealed class MonitorReferences : IReferenceRule
{
    public IEnumerable<string> Check(ReferenceIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        return
        [
            .. index.OfKind(PrometheusFacts.PodMonitorKind).SelectMany(monitor => Check(monitor, "pod", "podMetricsEndpoints",
                Namespaces(monitor).SelectMany(one => index.Selected(one, monitor.Spec!["selector"] as JsonObject)).Select(pod => pod.Ports))),
            .. index.OfKind(PrometheusFacts.ServiceMonitorKind).SelectMany(monitor => Check(monitor, "Service", "endpoints",
                index.Services.Where(service => Namespaces(monitor).Contains(service.Namespace) && LabelMatch.IsMatch(monitor.Spec!["selector"] as JsonObject, service.Labels)).Select(service => service.Ports))),
        ];
    }

    private static IEnumerable<string> Check(KubernetesObject monitor, string what, string endpoints, IEnumerable<IReadOnlyList<ContainerPort>> selected)
    {
        var ports = selected.ToList();
        if (ports.Count == 0)
        {
            yield return $"{monitor} selects no {what}.";
            yield break;
        }

        foreach (var endpoint in monitor.Spec![endpoints]!.AsArray().OfType<JsonObject>())
        {
            var (name, number) = (endpoint["port"]?.GetValue<string>(), endpoint["portNumber"]?.GetValue<int>());
            if (!ports.SelectMany(known => known).Any(port => name is null ? port.Number == number : port.Name == name))
            {
                yield return $"{monitor} scrapes the port '{name ?? number.ToString()}', which no {what} that it selects has.";
            }
        }
    }

    private static IReadOnlyList<string> Namespaces(KubernetesObject monitor) =>
        monitor.Spec!["namespaceSelector"]?["matchNames"] is JsonArray names ? [.. names.Select(name => name!.GetValue<string>())] : [monitor.Namespace!];
}
