using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Formats.ArgoCd;

/// <summary>Applications as Argo CD takes them.</summary>
/// <remarks>Source: Argo CD documentation, «Application Specification», «Automated Sync Policy».</remarks>
internal sealed class ApplicationWriter(Publication publication, GitSource source)
{
    private const string Cluster = "https://kubernetes.default.svc";
    private const string Home = "argocd";

    /// <summary>An Application of a directory of manifests.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="directory">The directory, below the output directory.</param>
    /// <param name="objectNamespace">Namespace of the manifests; <see langword="null"/>: several, or Argo CD's own.</param>
    /// <param name="wave">Its wave.</param>
    /// <param name="ignored">Fields that others set.</param>
    public JsonObject OfDirectory(string name, string directory, string? objectNamespace, int wave, IReadOnlyList<JsonObject> ignored) =>
        Application(name, wave, GitSourceOf(directory), objectNamespace ?? Home, ignored, null);

    /// <summary>An Application of a release of the platform.</summary>
    public JsonObject OfRelease(string name, PlatformRelease release, int wave)
    {
        var from = release.Version is null
            ? GitSourceOf(PlatformFiles.DirectoryOf(release))
            : new JsonObject { ["repoURL"] = RepositoryOf(release), ["chart"] = release.Chart[(release.Chart.LastIndexOf('/') + 1)..], ["targetRevision"] = release.Version };
        if (release.Version is not null || release.Files.ContainsKey("Chart.yaml"))
        {
            from["helm"] = new JsonObject { ["releaseName"] = release.Name, ["valuesObject"] = release.Values.Count == 0 ? null : release.Values.DeepClone() };
        }

        // A namespace of the stack comes with the stack.
        return Application(name, wave, from, release.Namespace, [], publication.Namespaces.Contains(release.Namespace) ? null : new JsonObject
        {
            ["labels"] = release.PodSecurity is null ? null : new JsonObject { [Namespaces.EnforceLabel] = release.PodSecurity },
        });
    }

    // oci://registry/path/chart is the repository registry/path to Argo CD, without a scheme.
    private static string RepositoryOf(PlatformRelease release) => release.Repository?.Url
        ?? release.Chart[..release.Chart.LastIndexOf('/')].Replace("oci://", "", StringComparison.Ordinal);

    private JsonObject GitSourceOf(string directory) => new() { ["repoURL"] = source.Repository, ["targetRevision"] = source.Revision, ["path"] = source.PathOf(directory) };

    private JsonObject Application(string name, int wave, JsonObject from, string destination, IReadOnlyList<JsonObject> ignored, JsonObject? namespaceMetadata) => new()
    {
        ["apiVersion"] = "argoproj.io/v1alpha1",
        ["kind"] = "Application",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = Home,
            ["labels"] = KubernetesObject.ToJson(StandardLabels.Of(publication.Stack)),
            ["annotations"] = new JsonObject { ["argocd.argoproj.io/sync-wave"] = wave.ToString(CultureInfo.InvariantCulture) },

            // Whoever deletes it means what it brought, too.
            ["finalizers"] = new JsonArray("resources-finalizer.argocd.argoproj.io"),
        },
        ["spec"] = new JsonObject
        {
            ["project"] = "default",
            ["source"] = from,
            ["destination"] = new JsonObject { ["server"] = Cluster, ["namespace"] = destination },
            ["ignoreDifferences"] = ignored.Count == 0 ? null : new JsonArray([.. ignored]),
            ["syncPolicy"] = new JsonObject
            {
                ["automated"] = new JsonObject { ["prune"] = true, ["selfHeal"] = true },
                ["managedNamespaceMetadata"] = namespaceMetadata?["labels"] is null ? null : namespaceMetadata,

                // A stack's namespaces are objects of its own, with their levels of Pod Security; a release's are nobody's.
                ["syncOptions"] = new JsonArray([
                    $"CreateNamespace={(namespaceMetadata is null ? "false" : "true")}",
                    "ServerSideApply=true",
                    .. ignored.Count == 0 ? (IEnumerable<JsonNode?>)[] : ["RespectIgnoreDifferences=true"],
                ]),

                // The definitions of custom resources may come a little later than these.
                ["retry"] = new JsonObject { ["limit"] = 10, ["backoff"] = new JsonObject { ["duration"] = "10s", ["factor"] = 2, ["maxDuration"] = "3m" } },
            },
        },
    };
}
