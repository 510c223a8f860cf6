using AiStack.Kubernetes.Formats.ArgoCd;
using AiStack.Kubernetes.Formats.Helm;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Secrets;

namespace AiStack.Kubernetes.Formats.Readme;

/// <summary>How to bring a publication into a cluster, step by step.</summary>
internal static class ApplySection
{
    public static void Write(Markdown text, Publication publication, FormatOptions options)
    {
        var step = 0;
        text.Heading(2, "How to apply it");
        if (options.Format == OutputFormat.ArgoCd)
        {
            text.Heading(3, $"{++step}. Commit the files");
            text.Paragraph($"They belong in `{options.Source!.Repository}`, directory `{options.Source.Directory}`, revision `{options.Source.Revision}`: Argo CD reads them there, and needs access to that repository.");
        }

        if (WhyNamespaces(publication, options) is { } reason)
        {
            text.Heading(3, $"{++step}. Create the namespaces");
            text.Paragraph(reason).Code(Command(options, publication, publication.Objects.Where(made => made.Kind == "Namespace")));
        }

        if (SecretsSection.IsNeeded(publication))
        {
            text.Heading(3, $"{++step}. {SecretsSection.Title(publication)}");
            SecretsSection.Write(text, publication);
        }

        if (EarlySecrets(publication) is { Count: > 0 } early)
        {
            text.Heading(3, $"{++step}. Fetch the secrets that the platform reads");
            text.Paragraph("It does not start without them.");
            text.Code(Command(options, publication, early));
        }

        if (publication.Releases.Count > 0)
        {
            text.Heading(3, $"{++step}. Install the platform");
            PlatformSection.Write(text, publication, options);
        }

        text.Heading(3, $"{++step}. Apply the stack");
        Apply(text, publication, options);
        if (publication.Secrets.Any(secret => secret.CopyOf is not null))
        {
            text.Heading(3, $"{++step}. Copy the secrets that operators made");
            SecretsSection.WriteCopies(text, publication);
        }

        text.Heading(3, $"{++step}. Watch it start");
        text.Code([$"kubectl get pods --all-namespaces --selector {StandardLabels.Stack}={publication.Stack.Spec.Name} --watch"]);
    }

    // Whoever brings no secret needs no namespace before the rest, unless the platform lives there, too.
    private static string? WhyNamespaces(Publication publication, FormatOptions options) =>
        publication.Namespaces.Count == 0 ? null
        : options.Format == OutputFormat.Helm ? "Apart from the release, so that secrets can be put into them before it and that they outlive it."
        : SecretsSection.IsByHand(publication) ? "First, since the secrets of the next step live in them."
        : publication.Releases.Any(release => publication.Namespaces.Contains(release.Namespace)) ? "First, since a part of the platform lives in one of them."
        : null;

    /// <summary>Objects that fetch secrets for pods of the platform: these start before the stack is applied.</summary>
    internal static IReadOnlyList<KubernetesObject> EarlySecrets(Publication publication) =>
        [.. publication.Objects.Where(made => made.Kind == ExternalSecrets.Kind && publication.Releases.Any(release => release.Namespace == made.Namespace))];

    // Applies some of the objects.
    private static IEnumerable<string> Command(FormatOptions options, Publication publication, IEnumerable<KubernetesObject> objects)
    {
        var paths = objects.Select(ObjectPaths.Of).ToList();
        return options.Format == OutputFormat.Helm
            ? Lines($"helm template {publication.Stack.Spec.Name} .", [.. paths.SkipLast(1).Select(HelmFormat.ShowOnly), $"{HelmFormat.ShowOnly(paths[^1])} | kubectl apply --server-side -f -"])
            : Lines("kubectl apply --server-side", paths.Select(path => $"-f {path}"));
    }

    /// <summary>A command with an argument on each line.</summary>
    internal static IEnumerable<string> Lines(string command, IEnumerable<string> arguments)
    {
        List<string> parts = [command, .. arguments];
        return parts.Select((part, index) => $"{(index == 0 ? "" : "  ")}{part}{(index == parts.Count - 1 ? "" : " \\")}");
    }

    private static void Apply(Markdown text, Publication publication, FormatOptions options)
    {
        switch (options.Format)
        {
            case OutputFormat.Helm:
                text.Paragraph("`values.yaml` says what can be set. Helm keeps a release, its chart included, in a Secret of at most 1 MiB; a stack too large for that is applied with `helm template . | kubectl apply --server-side -f -`.");
                text.Code(HelmFormat.InstallCommand(publication));
                break;
            case OutputFormat.ArgoCd:
                ArgoCdFormat.Explain(text, publication);
                break;
            default:
                text.Paragraph("On the server's side, because dashboards can be larger than what an annotation holds.");
                text.Code(["kubectl apply --server-side -k ."]);
                break;
        }
    }
}
