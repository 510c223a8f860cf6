using AiStack.Kubernetes.Formats.ArgoCd;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Formats.Readme;

/// <summary>The operators and gateways that a stack needs, how to install them, and what to watch there.</summary>
internal static class PlatformSection
{
    public static void Write(Markdown text, Publication publication, FormatOptions options)
    {
        text.Paragraph("Operators and gateways that the stack needs, pinned. What the cluster has already in these versions can be taken out of the file.");
        text.Table(
            ["Release", "Namespace", "Chart", "For"],
            [.. publication.Releases.Select(release => (IReadOnlyList<string>)[release.Name, release.Namespace, $"{release.Chart}{(release.Version is null ? "" : $" {release.Version}")}", release.Purpose])]);
        var levels = publication.Releases.Where(release => release.PodSecurity is not null && !release.IsInStackNamespace).Select(release => (release.Namespace, release.PodSecurity)).Distinct().ToList();
        if (levels.Count > 0)
        {
            text.Paragraph("The levels of Pod Security of their namespaces:");
            text.Code(levels.SelectMany(level => new[]
            {
                $"kubectl create namespace {level.Namespace} --dry-run=client -o yaml | kubectl apply --server-side -f -",
                $"kubectl label namespace {level.Namespace} --overwrite {Namespaces.EnforceLabel}={level.PodSecurity}",
            }));
        }

        text.Paragraph($"With [helmfile](https://helmfile.readthedocs.io){(publication.Releases.Any(release => release.Files.Count > 0) ? ", Helm, kustomize and Git" : " and Helm")}:");
        text.Code([$"helmfile sync --file {PlatformFiles.Helmfile}"]);
        if (options.Format == OutputFormat.ArgoCd)
        {
            text.Paragraph($"Or by Argo CD, after the files are committed: `kubectl apply -f {ArgoCdFormat.PlatformRoot}`.");
        }

        if (publication.Releases.Any(release => release.Notes.Count > 0))
        {
            text.Paragraph("What to watch:");
            text.List(publication.Releases.SelectMany(release => release.Notes.Select(note => $"**{release.Name}**: {note}")));
        }
    }
}
