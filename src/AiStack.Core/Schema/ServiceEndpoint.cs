namespace AiStack.Core.Schema;

/// <summary>An address that a component of some kind answers at, inside the cluster.</summary>
/// <param name="Name">Its name, the same on a laptop: <c>http</c>.</param>
/// <param name="Scheme">URL scheme.</param>
/// <param name="Port">Port of the Service, which may depend on what was said about the component.</param>
/// <param name="Service">Name and namespace of the Service.</param>
public sealed record ServiceEndpoint(string Name, string Scheme, Func<Component, int> Port, Func<Stack, Component, (string Name, string Namespace)> Service)
{
    /// <summary>An endpoint of a Service named like its component, in that component's namespace.</summary>
    public static ServiceEndpoint OfComponent(string name, string scheme, int port) =>
        new(name, scheme, _ => port, (stack, component) => (component.Name, stack.NamespaceOf(component)));
}
