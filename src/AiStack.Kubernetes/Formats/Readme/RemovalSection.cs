using AiStack.Kubernetes.Formats.ArgoCd;
using AiStack.Kubernetes.Formats.Helm;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Formats.Readme;

/// <summary>How to remove what was applied.</summary>
internal static class RemovalSection
{
    public static void Write(Markdown text, Publication publication, FormatOptions options)
    {
        text.Heading(2, "How to remove it");
        var kept = Namespaces.SharedIn(publication) is { Count: > 0 } others ? $" {string.Join(", ", others)} {(others.Count == 1 ? "stays" : "stay")}, since others run there, too." : "";
        text.Paragraph($"{(publication.Releases.Count == 0 ? "" : "The stack first, while the operators that clean up after their objects still run. ")}This deletes the namespaces with everything in them: disks and their data, secrets.{kept}");
        text.Code(options.Format switch
        {
            OutputFormat.Helm => HelmFormat.RemoveCommands(publication),
            OutputFormat.ArgoCd => ArgoCdFormat.RemoveCommands(publication),
            _ when Namespaces.SharedIn(publication) is { Count: > 0 } shared =>
            [
                $"kubectl delete --recursive -f {ObjectPaths.NamespacesDirectory}",
                .. ApplySection.Lines("kubectl delete", publication.Objects.Where(made => made.Namespace is null && !(made.Kind == "Namespace" && shared.Contains(made.Name))).Select(made => $"-f {ObjectPaths.Of(made)}")),
            ],
            _ => ["kubectl delete -k ."],
        });
        if (publication.Releases.Count > 0)
        {
            text.Paragraph("Then the platform, unless others in the cluster use it. Helm leaves custom resource definitions and what was made of them.");
            text.Code([$"helmfile destroy --file {PlatformFiles.Helmfile}"]);
        }
    }
}
