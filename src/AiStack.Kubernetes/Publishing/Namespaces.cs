namespace AiStack.Kubernetes.Publishing;

/// <summary>The namespaces of a publication, each with the strictest level of Pod Security that its pods allow.</summary>
/// <remarks>Source: Kubernetes, «Pod Security Admission». Namespaces of operators are theirs: nothing is published there.</remarks>
internal static class Namespaces
{
    /// <summary>Label with the level that is enforced.</summary>
    public const string EnforceLabel = $"{Prefix}/enforce";

    /// <summary>Annotation that says why that is not the strictest level.</summary>
    public const string ReasonAnnotation = "aistack/pod-security";

    private const string Prefix = "pod-security.kubernetes.io";

    /// <summary>Adds the namespaces of all objects so far.</summary>
    /// <returns>Their names, sorted.</returns>
    public static IReadOnlyList<string> Add(ManifestContext context)
    {
        List<string> names = [.. context.Objects.Objects.Select(made => made.Namespace).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        foreach (var name in names)
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

            context.AddShared(made);
        }

        return names;
    }
}
