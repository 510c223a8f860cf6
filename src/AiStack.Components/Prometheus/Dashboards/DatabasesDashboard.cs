using AiStack.Components.Cnpg;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Components.Qdrant;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>What vector databases and PostgreSQL do.</summary>
internal static class DatabasesDashboard
{
    private const string Choice = "database";

    public static Dashboard? Of(Stack stack, IReadOnlyList<ScrapedTarget> targets)
    {
        List<ScrapedTarget> databases = [.. targets.Where(target => target.Component.Spec is QdrantSpec or CnpgSpec)];
        if (databases.Count == 0)
        {
            return null;
        }

        List<Section> sections = [];
        if (NamespacesOf<QdrantSpec>(databases) is { } vectors)
        {
            sections.Add(Vectors(vectors));
        }

        if (NamespacesOf<CnpgSpec>(databases) is { } postgres)
        {
            sections.Add(Postgres(postgres));
        }

        return new("databases", $"{stack.Spec.Name}: databases", databases.Max(database => database.Interval), [new(Choice, "Database", [.. databases.Select(database => database.Target.Job).Distinct()])], sections);
    }

    private static Section Vectors(string namespaces) => new("Vector databases",
        Panel.Lines("Requests, by endpoint", Units.Requests, "Requests of the REST API per second.",
            new Query($"sum by (job, method, {QdrantMetrics.EndpointLabel}) (rate({Of(QdrantMetrics.Requests, namespaces)}[$__rate_interval]))", $"{{{{job}}}} {{{{method}}}} {{{{{QdrantMetrics.EndpointLabel}}}}}")),
        Panel.Lines("Requests that failed", Units.Requests, "By status: 401 is a wrong key, 404 a collection that is not there, 400 often a vector of another size.",
            new Query($"sum by (job, status) (rate({Of(QdrantMetrics.Requests, namespaces, "status!~\"2..\"")}[$__rate_interval]))", "{{job}} {{status}}")) with { IsStacked = true },
        Panel.Lines("Time of a request, p95", Units.Seconds, "One request in twenty takes longer.",
            new Query($"histogram_quantile(0.95, sum by (job, {QdrantMetrics.EndpointLabel}, le) (rate({Of($"{QdrantMetrics.Duration}_bucket", namespaces)}[$__rate_interval])))", $"{{{{job}}}} {{{{{QdrantMetrics.EndpointLabel}}}}}")),
        Panel.Lines("Collections", Units.Number, "Every server of a cluster knows all of them.", new Query($"max by (job) ({Of(QdrantMetrics.Collections, namespaces)})", "{{job}}")),
        Panel.Lines("Points, by collection", Units.Number, "Vectors that are stored; copies on other servers count.", new Query($"sum by (job, id) ({Of(QdrantMetrics.Points, namespaces)})", "{{job}} {{id}}")),
        Panel.Lines("Memory, by server", Units.Size, "Of the process. Its limit kills it.", new Query(Of(QdrantMetrics.Memory, namespaces), "{{pod}}")));

    private static Section Postgres(string namespaces) => new("PostgreSQL",
        Panel.Lines("Connections, by state", Units.Number, "Many that are idle in transaction: an application forgets to end them.", new Query($"sum by (job, state) ({Of(CnpgMetrics.Connections, namespaces)})", "{{job}} {{state}}")) with { Width = 6, IsStacked = true },
        Panel.Lines("Transactions", Units.Operations, "That were kept, per second.", new Query($"sum by (job, datname) (rate({Of(CnpgMetrics.Commits, namespaces)}[$__rate_interval]))", "{{job}} {{datname}}")) with { Width = 6 },
        Panel.Lines("Size, by database", Units.Size, "On each server's disk.", new Query($"max by (job, datname) ({Of(CnpgMetrics.Size, namespaces)})", "{{job}} {{datname}}")) with { Width = 6 },
        Panel.Lines("Behind the first server", Units.Seconds, "What would be lost if another server had to take over now.", new Query($"max by (pod) ({Of(CnpgMetrics.Lag, namespaces)})", "{{pod}}")) with { Width = 6, Warning = 10, Critical = 60 });

    private static string? NamespacesOf<TSpec>(IReadOnlyList<ScrapedTarget> databases) where TSpec : Spec =>
        string.Join('|', databases.Where(database => database.Component.Spec is TSpec).Select(database => database.Target.Namespace).Distinct()) is { Length: > 0 } namespaces ? namespaces : null;

    private static string Of(string metric, string namespaces, string? further = null) => $"{metric}{{namespace=~\"{namespaces}\",job=~\"${Choice}\"{(further is null ? "" : $",{further}")}}}";
}
