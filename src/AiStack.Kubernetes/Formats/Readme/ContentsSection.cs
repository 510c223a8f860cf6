using System.Globalization;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Formats.Readme;

/// <summary>What is in a publication: the objects of each component, by namespace.</summary>
internal static class ContentsSection
{
    // What every namespace has many of; the section on the network lists what they allow.
    private const string Counted = "NetworkPolicy";

    public static void Write(Markdown text, Publication publication)
    {
        text.Heading(2, "What is in it");
        text.Table(
            ["Namespace", "Component", "Objects"],
            [
                .. publication.Objects
                    .GroupBy(made => (Namespace: made.Namespace ?? "", Component: made.Labels.GetValueOrDefault(StandardLabels.Instance) ?? ""))
                    .OrderBy(group => group.Key.Namespace, StringComparer.Ordinal).ThenBy(group => group.Key.Component, StringComparer.Ordinal)
                    .Select(group => (IReadOnlyList<string>)[group.Key.Namespace is "" ? "(whole cluster)" : group.Key.Namespace, group.Key.Component is "" ? "(stack)" : group.Key.Component, Objects(group)]),
            ]);
        text.Paragraph($"[{ImageList.File}]({ImageList.File}) lists the container images that the cluster pulls for it{(publication.Releases.Count == 0 ? "" : "; charts of the platform bring further ones")}.");
    }

    private static string Objects(IEnumerable<KubernetesObject> objects)
    {
        var named = objects.Where(made => made.Kind != Counted).Select(made => $"{made.Kind} `{made.Name}`").ToList();
        if (objects.Count(made => made.Kind == Counted) is > 0 and var policies)
        {
            named.Add(string.Create(CultureInfo.InvariantCulture, $"{policies} network {(policies == 1 ? "policy" : "policies")}"));
        }

        return string.Join(", ", named);
    }
}
