using AiStack.Components.Cnpg;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Components.Qdrant;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>Rules about databases that are scraped.</summary>
internal static class DatabaseRules
{
    public static RuleGroup Of(IReadOnlyList<ScrapedTarget> targets) => new("databases", [], [.. targets.Select(Alert).OfType<AlertRule>()]);

    private static AlertRule? Alert(ScrapedTarget scraped) => scraped.Component.Spec switch
    {
        QdrantSpec => Down("QdrantDown", "Vector database", scraped, "Nothing can be searched or stored.",
            scraped.Target.Key is null ? "" : $" If they run, Prometheus may have an old key: Secret {scraped.Target.Key.Name}."),
        CnpgSpec => Down("PostgresDown", "Database", scraped, "What keeps its data there does not work.", $" Then the cluster: kubectl -n {scraped.Target.Namespace} describe cluster {scraped.Component.Name}."),
        _ => null,
    };

    private static AlertRule Down(string name, string what, ScrapedTarget scraped, string consequence, string further)
    {
        var (component, target) = (scraped.Component.Name, scraped.Target);
        return new(name, AlertSeverity.Critical, component, Presence.Missing(target.Namespace, target.Job, scraped.Interval))
        {
            Namespace = target.Namespace,
            For = Presence.Patience,
            Summary = $"{what} {component} does not answer.",
            Description = $"No pod of {component} has answered a scrape for {LookBack.For(scraped.Interval)} and longer. {consequence}",
            Action = $"Look at the pods: kubectl -n {target.Namespace} get pods -l {scraped.Selector}, and at their logs.{further}",
        };
    }
}
