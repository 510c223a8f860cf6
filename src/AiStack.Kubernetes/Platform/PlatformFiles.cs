using System.Text;
using System.Text.Json.Nodes;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Yaml;

namespace AiStack.Kubernetes.Platform;

/// <summary>The operators and gateways of a stack as files for helmfile.</summary>
/// <remarks>
/// Source: helmfile documentation, «Configuration Reference»: <c>needs</c> takes <c>namespace/release</c>; a directory with a
/// <c>kustomization.yaml</c> is taken for a chart; values files that end in <c>.yaml</c> are not templates.
/// </remarks>
public static class PlatformFiles
{
    /// <summary>Directory of the files.</summary>
    public const string Root = "platform";

    /// <summary>The file that lists the releases.</summary>
    public const string Helmfile = $"{Root}/helmfile.yaml";

    private const int WaitSeconds = 900;

    /// <summary>The files of releases.</summary>
    /// <param name="releases">The releases, in the order in which they are installed.</param>
    /// <returns>None where there is no release.</returns>
    public static IEnumerable<PublicationFile> Of(IReadOnlyList<PlatformRelease> releases)
    {
        ArgumentNullException.ThrowIfNull(releases);

        if (releases.Count == 0)
        {
            yield break;
        }

        yield return new(Helmfile, HelmfileText(releases));
        foreach (var release in releases)
        {
            if (HasValues(release))
            {
                yield return new($"{Root}/{ValuesOf(release)}", KubernetesYaml.Write(release.Values));
            }

            foreach (var (path, content) in release.Files)
            {
                yield return new($"{DirectoryOf(release)}/{path}", content);
            }
        }
    }

    /// <summary>Directory of a release's own files, below the output directory.</summary>
    internal static string DirectoryOf(PlatformRelease release) => $"{Root}/{(release.Chart.StartsWith("./", StringComparison.Ordinal) ? release.Chart[2..] : release.Name)}";

    private static string HelmfileText(IReadOnlyList<PlatformRelease> releases)
    {
        var text = new StringBuilder("# Operators and gateways that the stack needs, in the order in which they are installed.\n# helmfile sync --file platform/helmfile.yaml\n");
        var repositories = releases.Select(release => release.Repository).OfType<PlatformRepository>().Distinct().OrderBy(repository => repository.Name, StringComparer.Ordinal).ToList();
        if (repositories.Count > 0)
        {
            text.Append(KubernetesYaml.Write(new JsonObject
            {
                ["repositories"] = new JsonArray([.. repositories.Select(repository => new JsonObject { ["name"] = repository.Name, ["url"] = repository.Url })]),
            }));
        }

        // A release whose pods do not run yet would let the next one fail: its webhooks answer nobody.
        text.Append(KubernetesYaml.Write(new JsonObject { ["helmDefaults"] = new JsonObject { ["createNamespace"] = true, ["wait"] = true, ["timeout"] = WaitSeconds } }));
        text.Append("releases:\n");
        foreach (var release in releases)
        {
            foreach (var comment in release.Notes.Prepend(release.Purpose).Where(comment => comment.Length > 0))
            {
                text.Append("# ").Append(comment.ReplaceLineEndings(" ").TrimEnd()).Append('\n');
            }

            var written = KubernetesYaml.Write(new JsonObject { ["releases"] = new JsonArray(ReleaseOf(release, releases)) });
            text.Append(written, written.IndexOf('\n', StringComparison.Ordinal) + 1, written.Length - written.IndexOf('\n', StringComparison.Ordinal) - 1);
        }

        return text.ToString();
    }

    private static JsonObject ReleaseOf(PlatformRelease release, IReadOnlyList<PlatformRelease> all)
    {
        var needed = all.Where(other => release.After.Contains(other.Name)).ToList();
        return new()
        {
            ["name"] = release.Name,
            ["namespace"] = release.Namespace,
            ["chart"] = release.Chart,
            ["version"] = release.Version,
            ["needs"] = needed.Count == 0 ? null : new JsonArray([.. needed.Select(other => (JsonNode)$"{other.Namespace}/{other.Name}")]),
            ["values"] = HasValues(release) ? new JsonArray(ValuesOf(release)) : null,
        };
    }

    // A directory for kustomize has no values.
    private static bool HasValues(PlatformRelease release) => release.Values.Count > 0;

    private static string ValuesOf(PlatformRelease release) => $"values/{release.Name}.yaml";
}
