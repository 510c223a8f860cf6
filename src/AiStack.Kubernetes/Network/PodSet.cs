namespace AiStack.Kubernetes.Network;

/// <summary>Pods that are alike to the network: those with certain labels in a namespace.</summary>
/// <param name="Title">Name for messages and names of policies: usually the component's.</param>
/// <param name="Namespace">Their namespace.</param>
/// <param name="Labels">Labels that all of them have; none: every pod of the namespace.</param>
public sealed record PodSet(string Title, string Namespace, IReadOnlyDictionary<string, string> Labels);
