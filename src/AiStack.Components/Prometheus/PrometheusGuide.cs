using System.Text;
using AiStack.Components.Prometheus.Alerts;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Prometheus;

/// <summary>What the README of a publication says about metrics: how to see that they arrive, where the dashboards are, and which alerts there are.</summary>
internal static class PrometheusGuide
{
    private const int Order = 160;

    public static void Add(ManifestContext context, Component prometheus, IReadOnlyList<ScrapedTarget> targets, IReadOnlyList<RuleGroup> groups)
    {
        if (targets.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        Targets(text, context.Stack, prometheus, targets);
        Alerts(text, groups);
        context.Guides(new(Order, $"Metrics ({prometheus.Name})", text.ToString()));
    }

    private static void Targets(StringBuilder text, Stack stack, Component prometheus, IReadOnlyList<ScrapedTarget> targets)
    {
        var (spec, serverNamespace) = ((PrometheusSpec)prometheus.Spec, stack.NamespaceOf(prometheus));
        if (spec.Address is null)
        {
            text.Append($$"""
                Every target has to be up:

                ```sh
                # It goes on until Ctrl-C: the rest is for a second terminal
                kubectl -n {{serverNamespace}} port-forward svc/{{PrometheusFacts.Service(spec.Release)}} {{PrometheusFacts.Port}}
                curl -s 'http://localhost:{{PrometheusFacts.Port}}/api/v1/query' --data-urlencode 'query=sum by (job) (up{{Jobs(targets)}})'
                ```

                The dashboards are in Grafana, folder General, tag `{{stack.Spec.Name}}`; user `admin`, password from the first command:

                ```sh
                kubectl -n {{serverNamespace}} get secret {{PrometheusFacts.GrafanaService(spec.Release)}} -o jsonpath='{.data.admin-password}' | base64 -d
                kubectl -n {{serverNamespace}} port-forward svc/{{PrometheusFacts.GrafanaService(spec.Release)}} 3000:80
                ```


                """);
        }
        else
        {
            text.Append($$"""
                The metrics go to the Prometheus at {{spec.Address}}, which is there already. It has to be one of the Prometheus operator that takes PodMonitors, ServiceMonitors and
                PrometheusRules labelled `{{PrometheusFacts.ReleaseLabel}}: {{spec.Release}}` from every namespace, its pods have to be in namespace {{serverNamespace}}, and alerts about scaling need kube-state-metrics.
                Every target has to be up there: `sum by (job) (up{{Jobs(targets)}})`. Its Grafana finds the dashboards by their label `{{PrometheusFacts.DashboardLabel}}`.


                """);
        }
    }

    private static void Alerts(StringBuilder text, IReadOnlyList<RuleGroup> groups)
    {
        var alerts = groups.SelectMany(group => group.Alerts).ToList();
        if (alerts.Count == 0)
        {
            return;
        }

        text.Append("| Alert | Severity | After | About |\n|---|---|---|---|\n");
        foreach (var same in alerts.GroupBy(alert => alert.Name))
        {
            text.Append($"| {same.Key} | {RuleWriter.WordOf(same.First().Severity)} | {Duration.Format(same.First().For)} | {string.Join(", ", same.Select(alert => alert.Subject).Distinct())} |\n");
        }

        text.Append("\nThe annotation `action` of each says what to look at first.\n");
    }

    private static string Jobs(IReadOnlyList<ScrapedTarget> targets) =>
        $"{{namespace=~\"{string.Join('|', targets.Select(target => target.Target.Namespace).Distinct())}\",job=~\"{string.Join('|', targets.Select(target => target.Target.Job).Distinct())}\"}}";
}
