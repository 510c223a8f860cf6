using AiStack.Core;
using AiStack.Core.Problems;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.Scorecard;
using AiStack.Kubernetes.Secrets;

namespace AiStack.Kubernetes.Publishing;

/// <summary>Everything that a stack is published as, before it is written in some format.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Objects">The objects, in the order in which they can be applied.</param>
/// <param name="Namespaces">Namespaces of the stack, sorted.</param>
/// <param name="Secrets">Secrets that the objects refer to.</param>
/// <param name="Releases">Operators and gateways that have to be there, in the order in which they are installed.</param>
/// <param name="Guide">Sections of the README.</param>
/// <param name="Explanations">Why objects cannot meet rules of good practice.</param>
/// <param name="Score">How the objects stand against rules of good practice.</param>
/// <param name="Problems">What is wrong with it; with an error nothing is written.</param>
public sealed record Publication(
    Stack Stack,
    IReadOnlyList<KubernetesObject> Objects,
    IReadOnlyList<string> Namespaces,
    IReadOnlyList<RequiredSecret> Secrets,
    IReadOnlyList<PlatformRelease> Releases,
    IReadOnlyList<GuideSection> Guide,
    IReadOnlyList<Explanation> Explanations,
    Score Score,
    IReadOnlyList<Problem> Problems);
