namespace Aspire.Hosting.ApplicationModel;

/// <summary>The Kubernetes cluster that the stack is published to. It is no part of a run.</summary>
/// <param name="name">Name of the stack.</param>
public sealed class KubernetesTargetResource(string name) : Resource(name);
