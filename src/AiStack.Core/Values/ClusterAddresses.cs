using System.Globalization;

namespace AiStack.Core.Values;

/// <summary>Addresses inside a Kubernetes cluster: the names of Services.</summary>
/// <param name="stack">The stack.</param>
public sealed class ClusterAddresses(Stack stack)
{
    /// <summary>The text of a part of an address.</summary>
    /// <exception cref="ArgumentException">The component is not in the stack, or its kind has no such endpoint: a mistake of whoever made the expression.</exception>
    public string Resolve(EndpointPart part)
    {
        ArgumentNullException.ThrowIfNull(part);

        var component = stack.Find(part.Component) ?? throw new ArgumentException($"'{part.Component}' is not in the stack.", nameof(part));
        var endpoint = component.Kind.Endpoints.FirstOrDefault(candidate => candidate.Name == part.Endpoint)
            ?? throw new ArgumentException($"{component} has no endpoint '{part.Endpoint}'.", nameof(part));
        var (service, serviceNamespace) = endpoint.Service(stack, component);
        var host = $"{service}.{serviceNamespace}.svc";
        return part.Property switch
        {
            EndpointProperty.Host => host,
            EndpointProperty.Port => endpoint.Port(component).ToString(CultureInfo.InvariantCulture),
            EndpointProperty.HostAndPort => string.Create(CultureInfo.InvariantCulture, $"{host}:{endpoint.Port(component)}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{endpoint.Scheme}://{host}:{endpoint.Port(component)}"),
        };
    }
}
