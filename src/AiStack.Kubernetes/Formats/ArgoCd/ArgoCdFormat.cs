using System.Text.Json.Nodes;
using AiStack.Kubernetes.Formats.Readme;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Yaml;

namespace AiStack.Kubernetes.Formats.ArgoCd;

/// <summary>The tree of the plain format, and Applications by which Argo CD keeps a cluster like it.</summary>
/// <remarks>
/// One Application for what belongs to the whole cluster, one for each namespace, and one above them. The platform has its own, which
/// nobody has to apply: many clusters have these operators from elsewhere.
/// Source: Argo CD documentation, «Cluster Bootstrapping», «Sync Phases and Waves», «Diff Customization», «Sync Options».
/// </remarks>
public static class ArgoCdFormat
{
    /// <summary>The Application of the stack, which brings the others.</summary>
    public const string Root = $"{Directory}/stack.yaml";

    /// <summary>The Application of the platform.</summary>
    public const string PlatformRoot = $"{Directory}/platform.yaml";

    private const string Directory = "argocd";
    private const string StackDirectory = $"{Directory}/stack";
    private const string PlatformDirectory = $"{Directory}/platform";

    // Before everything that lives in a namespace.
    private const int ClusterWave = -1;

    /// <summary>The files of a publication's objects and the Applications.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="source">Where the files will be committed.</param>
    public static IEnumerable<PublicationFile> Of(Publication publication, GitSource source)
    {
        ArgumentNullException.ThrowIfNull(publication);
        ArgumentNullException.ThrowIfNull(source);

        var name = publication.Stack.Spec.Name;
        var applications = new ApplicationWriter(publication, source);
        var files = PlainFormat.Of(publication).Append(File(Root, applications.OfDirectory(name, StackDirectory, null, 0, [])));
        if (publication.Objects.Any(made => made.Namespace is null))
        {
            files = files.Append(File($"{StackDirectory}/cluster.yaml", applications.OfDirectory($"{name}-cluster", ObjectPaths.ClusterDirectory, null, ClusterWave, [], SharedFiles(publication))));
        }

        var (waves, scaled) = (SyncWaves.Of(publication), ScaledReplicas.Of(publication));
        files = files.Concat(publication.Namespaces.Select(space => File(
            $"{StackDirectory}/namespace-{space}.yaml",
            applications.OfDirectory($"{name}-namespace-{space}", $"{ObjectPaths.NamespacesDirectory}/{space}", space, waves[space], [.. scaled[space]]))));
        if (publication.Releases.Count == 0)
        {
            return files;
        }

        return files
            .Append(File(PlatformRoot, applications.OfDirectory($"{name}-platform", PlatformDirectory, null, 0, [])))
            .Concat(publication.Releases.Select(release => File($"{PlatformDirectory}/{release.Name}.yaml", applications.OfRelease($"{name}-platform-{release.Name}", release, SyncWaves.Of(release, publication.Releases)))));
    }

    /// <summary>How a reader starts it.</summary>
    internal static void Explain(Markdown text, Publication publication)
    {
        text.Paragraph("Needs Argo CD 3.0 or newer, or `application.resourceTrackingMethod: annotation` in its ConfigMap `argocd-cm`: tracking by label would overwrite `app.kubernetes.io/instance`, by which network policies and monitors select pods.");
        text.Code([$"kubectl apply -f {Root}"]);
        text.Paragraph(
            "It brings an Application for what belongs to the whole cluster and one for each namespace, in waves: who is used comes before who uses it. Argo CD waits between these waves only with a health check for "
            + "Applications in `argocd-cm` (`resource.customizations.health.argoproj.io_Application`); without one they start together and those that come too early are tried again.");
        if (ScaledReplicas.Of(publication).Count > 0)
        {
            text.Paragraph("Numbers of replicas that an autoscaler sets are left to it.");
        }
    }

    /// <summary>How a reader removes it.</summary>
    internal static IReadOnlyList<string> RemoveCommands(Publication publication) =>
        publication.Releases.Count == 0 ? [$"kubectl delete -f {Root}"] : [$"kubectl delete -f {Root}", $"# where Argo CD installed the platform: kubectl delete -f {PlatformRoot}"];

    // Deleting an Application deletes what it brought: not a namespace that others live in.
    private static IReadOnlyList<string> SharedFiles(Publication publication)
    {
        var shared = Namespaces.SharedIn(publication);
        return [.. publication.Objects.Where(made => made.Kind == "Namespace" && shared.Contains(made.Name)).Select(made => ObjectPaths.Of(made)[(ObjectPaths.ClusterDirectory.Length + 1)..])];
    }

    private static PublicationFile File(string path, JsonObject application) => new(path, KubernetesYaml.Write(application));
}
