using System.Text.Json.Nodes;
using AiStack.Kubernetes.Formats.Readme;
using AiStack.Kubernetes.Output;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Yaml;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>A Helm chart: without any value set it renders the objects of the publication.</summary>
/// <remarks>
/// Custom resource definitions are not in it: operators bring theirs, and Helm would never update them.
/// Source: Helm documentation, «Charts»: layout, Chart.yaml, .helmignore.
/// </remarks>
public static class HelmFormat
{
    /// <summary>Directory of the templates.</summary>
    public const string Templates = "templates";

    private const string ChartVersion = "1.0.0";

    /// <summary>The files of the chart.</summary>
    public static IEnumerable<PublicationFile> Of(Publication publication)
    {
        ArgumentNullException.ThrowIfNull(publication);

        var chart = new HelmChart(publication);
        yield return new("Chart.yaml", KubernetesYaml.Write(new JsonObject
        {
            ["apiVersion"] = "v2",
            ["name"] = publication.Stack.Spec.Name,
            ["description"] = $"The AI stack {publication.Stack.Spec.Name}",
            ["type"] = "application",
            ["version"] = ChartVersion,
        }));

        // Without a slash at its start a line means any directory of the name, such as that of a namespace.
        // What else is in the directory would count towards the size of a release.
        yield return new(".helmignore", $"# Of this directory, what is no part of the chart.\n/.git/\n/{OutputMarker.FileName}\n/images.txt\n/platform/\n/scorecard.md\n");
        yield return new("values.yaml", ValuesText.Of(chart.Domain, chart.Values));
        yield return new("values.schema.json", ValuesSchema.Of(chart.Domain, chart.Values));
        foreach (var (path, template) in chart.Templates)
        {
            yield return new($"{Templates}/{path}", template);
        }

        yield return new($"{Templates}/NOTES.txt", Notes(publication, chart));
    }

    /// <summary>Helm's argument that renders one object only.</summary>
    /// <param name="path">Path of the object in the plain format.</param>
    internal static string ShowOnly(string path) => $"--show-only {Templates}/{path}";

    internal static IReadOnlyList<string> InstallCommand(Publication publication) =>
        [$"helm upgrade --install {publication.Stack.Spec.Name} . --namespace {Home(publication)} --set namespaces.create=false{(ApplySection.EarlySecrets(publication).Count == 0 ? "" : " --take-ownership")}"];

    internal static IReadOnlyList<string> RemoveCommands(Publication publication) =>
        [$"helm uninstall {publication.Stack.Spec.Name} --namespace {Home(publication)}", .. OwnNamespaces(publication) is { Count: > 0 } own ? (string[])[$"kubectl delete namespace {string.Join(' ', own)}"] : []];

    private static List<string> OwnNamespaces(Publication publication) => [.. publication.Namespaces.Except(Namespaces.SharedIn(publication))];

    // Where Helm keeps what it knows about the release.
    private static string Home(Publication publication) =>
        publication.Namespaces.Contains(publication.Stack.Spec.Name) ? publication.Stack.Spec.Name : publication.Namespaces is [var first, ..] ? first : "default";

    private static string Notes(Publication publication, HelmChart chart)
    {
        var secrets = chart.Values.Where(value => value.Section == ChartSections.Secrets).ToDictionary(value => value.Default.GetValue<string>(), value => value.Key);
        var needed = publication.Secrets.Where(secret => secrets.ContainsKey(secret.Name))
            .Select(secret => $"  {secret.Namespace}/{{{{ .Values.{ChartSections.Secrets}.{secrets[secret.Name]} }}}}\n");
        return $"The stack {publication.Stack.Spec.Name} was handed to the cluster. Its pods:\n\n  kubectl get pods --all-namespaces --selector {StandardLabels.Stack}={publication.Stack.Spec.Name}\n"
            + (secrets.Count == 0 ? "" : $"\nThey wait for these Secrets; the README says what they hold:\n\n{string.Concat(needed)}");
    }
}
