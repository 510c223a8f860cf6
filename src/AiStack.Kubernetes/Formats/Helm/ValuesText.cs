using System.Text;
using System.Text.Json.Nodes;
using AiStack.Kubernetes.Yaml;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>A chart's values.yaml: each value with its default, and above it what it is for.</summary>
internal static class ValuesText
{
    private const string Canonical = " (in whole numbers of the largest unit that there is, since its operator compares texts: 500m, not 0.5; 1Gi, not 1024Mi)";

    public static string Of(string? domain, IReadOnlyList<ChartValue> values)
    {
        var text = new StringBuilder("# Values of the chart. Without any of them set it renders what the stack was published as.\n");
        if (domain is not null)
        {
            text.Append("\n# Domain below which the stack is reached. Pods that read an address from a ConfigMap have to be restarted when it changes.\n").Append(KubernetesYaml.Write(new JsonObject { ["domain"] = domain }));
        }

        text.Append("\nnamespaces:\n  # Whether the chart brings the namespaces, with their levels of Pod Security. They go when the release goes, with all that is in them.\n  create: true\n");
        foreach (var (section, comment) in ChartSections.All)
        {
            var own = values.Where(value => value.Section == section).ToList();
            if (own.Count == 0)
            {
                continue;
            }

            text.Append("\n# ").Append(comment).Append('\n').Append(section).Append(":\n");
            foreach (var value in own)
            {
                text.Append("  # ").Append(string.Join("; ", value.Users)).Append(value.IsCanonical ? Canonical : "").Append('\n');
                foreach (var line in KubernetesYaml.Write(new JsonObject { [value.Key] = value.Default.DeepClone() }).Split('\n')[..^1])
                {
                    text.Append("  ").Append(line).Append('\n');
                }
            }
        }

        return text.ToString();
    }
}
