namespace AiStack.Kubernetes.Publishing;

/// <summary>The namespaces of a publication, each with the strictest level of Pod Security that its pods allow.</summary>
/// <remarks>Source: Kubernetes, «Pod Security Admission». Namespaces of operators are theirs: nothing is published there.</remarks>
internal static class Namespaces
{
    /// <summary>Label with the level that is enforced.</summary>
    public const string EnforceLabel = $"{Prefix}/enforce";

    /// <summary>Annotation that says why that is not the strictest level.</summary>
    public const string ReasonAnnotation = "aistack/pod-security";

    /// <summary>Namespaces of a publication that others live in, too: they stay when the stack goes.</summary>
    public static IReadOnlyList<string> SharedIn(Publication publication) => [.. publication.Objects.Where(made => made.Kind == "Namespace" && !made.Labels.ContainsKey(EnforceLabel)).Select(made => made.Name)];

    private const string Prefix = "pod-security.kubernetes.io";

    /// <summary>Who lives in a namespace that every cluster has.</summary>
    /// <remarks>DNS and the nodes' network are in <c>kube-system</c>: closed, it stops the cluster. These namespaces cannot be deleted either.</remarks>
    /// <returns><see langword="null"/>: it is another one.</returns>
    public static string? OwnerOf(string name) => name switch
    {
        "default" => "whatever names no namespace",
        "kube-system" or "kube-public" or "kube-node-lease" => "Kubernetes itself",
        _ => null,
    };

    /// <summary>Adds the namespaces of all objects so far.</summary>
    /// <returns>Their names, sorted.</returns>
    public static IReadOnlyList<string> Add(ManifestContext context)
    {
        List<string> names = [.. context.Objects.Objects.Select(made => made.Namespace).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        foreach (var name in names)
        {
            context.AddShared(context.OperatorIn(name) is { } owner ? Shared(context, name, owner) : Own(context, name));
        }

        return names;
    }

    private static KubernetesObject Own(ManifestContext context, string name)
    {
        var (level, reason) = context.PodSecurityOf.GetValueOrDefault(name);
        var made = new KubernetesObject("v1", "Namespace", name, null)
        {
            Labels =
            {
                [EnforceLabel] = level.ToString().ToLowerInvariant(),
                [$"{Prefix}/audit"] = "restricted",
                [$"{Prefix}/warn"] = "restricted",
            },
        };
        if (reason is not null)
        {
            made.Annotations[ReasonAnnotation] = reason;
            context.Explains("pss-restricted/namespace", made, reason);
        }

        return made;
    }

    // What an operator needs is not known here: nothing is enforced for its pods, and only the stack's are closed.
    private static KubernetesObject Shared(ManifestContext context, string name, string owner)
    {
        var reason = $"{owner} runs in this namespace, too, and would be cut off: only the stack's own pods are closed, and no level is enforced.";
        var made = new KubernetesObject("v1", "Namespace", name, null)
        {
            Labels = { [$"{Prefix}/audit"] = "restricted", [$"{Prefix}/warn"] = "restricted" },
            Annotations = { [ReasonAnnotation] = reason },
        };
        foreach (var rule in (string[])["pss-restricted/namespace", "pss/namespace-labels", "nsa/default-deny"])
        {
            context.Explains(rule, made, reason);
        }

        var stack = context.Stack;
        var component = stack.Components.FirstOrDefault(component => stack.NamespaceOf(component) == name && component.Name != owner);
        context.Reports(OutputProblems.SharedNamespace.At(
            component?.Source.Of("namespace") ?? stack.Source.Of("name"),
            $"{owner} runs in the namespace '{name}', and {(component is null ? "what belongs to the stack as a whole" : component)} is published there: only the stack's own pods are closed to the network, and no Pod Security level is enforced.",
            component is null ? "Rename the stack, or give the component whose operator it is another namespace." : "Give it another namespace."));
        return made;
    }
}
