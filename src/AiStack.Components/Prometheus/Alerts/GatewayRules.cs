using AiStack.Components.Apisix;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Alerts;

/// <summary>Rules about gateways that are scraped, and about the certificates of their hosts.</summary>
internal static class GatewayRules
{
    /// <summary>Days before its end by which a certificate should have been renewed: cert-manager does so 30 days before that of one of 90 days.</summary>
    public const int RenewalDays = 14;

    public static RuleGroup Of(Stack stack, IReadOnlyList<ScrapedTarget> targets)
    {
        List<ScrapedTarget> gateways = [.. targets.Where(target => target.Component.Spec is ApisixSpec && !target.Target.IsForeign)];
        List<AlertRule> alerts = [.. gateways.SelectMany(gateway => Alerts(gateway))];
        if (gateways.Count > 0 && targets.Any(target => target.Component.Spec is ApisixSpec && target.Target.IsForeign))
        {
            alerts.AddRange(Certificates(stack, gateways));
        }

        return new("gateways", [.. gateways.SelectMany(Records)], alerts);
    }

    private static IEnumerable<RecordingRule> Records(ScrapedTarget gateway)
    {
        var window = LookBack.For(gateway.Interval);
        var answers = Series.Of(ApisixMetrics.Status, Labels(gateway));
        yield return new(gateway.Component.Name, Recorded.GatewayRequests, $"sum by (namespace, job) (rate({answers}[{window}]))");
        yield return new(gateway.Component.Name, Recorded.GatewayErrors,
            $"sum by (namespace, job) (rate({answers[..^1]},code=~\"5..\"}}[{window}])) / sum by (namespace, job) (rate({answers}[{window}]))");
    }

    private static IEnumerable<AlertRule> Alerts(ScrapedTarget gateway)
    {
        var (name, target) = (gateway.Component.Name, gateway.Target);
        yield return new("GatewayDown", AlertSeverity.Critical, name, Presence.Missing(target.Namespace, target.Job, gateway.Interval))
        {
            Namespace = target.Namespace,
            For = Presence.Patience,
            Summary = $"Gateway {name} does not answer.",
            Description = $"No pod of {name} has answered a scrape for {LookBack.For(gateway.Interval)} and longer. Nothing behind the gateway can be reached from outside.",
            Action = $"Look at the pods: kubectl -n {target.Namespace} get pods -l {gateway.Selector}, and at their logs.",
        };
        yield return new("GatewayErrors", AlertSeverity.Critical, name, $"{Series.Of(Recorded.GatewayErrors, Labels(gateway))} > 0.05")
        {
            For = Presence.Patience,
            Summary = $"Gateway {name} answers with errors.",
            Description = $"{{{{ $value | humanizePercentage }}}} of the answers of {name} have been 5xx for 5 minutes.",
            Action = $"Which route and code: sum by (route, code) (rate({Series.Of(ApisixMetrics.Status, Labels(gateway))[..^1]},code=~\"5..\"}}[5m])). 502 and 504: what is behind it is down or slow; 503: a model that sleeps or has no engine.",
        };
    }

    private static IEnumerable<AlertRule> Certificates(Stack stack, List<ScrapedTarget> gateways)
    {
        var certificates = $"{{namespace=~\"{string.Join('|', CertificateNamespaces(stack, gateways))}\"}}";
        var subject = gateways[0].Component.Name;
        yield return new("CertificateExpires", AlertSeverity.Warning, subject, $"({ClusterMetrics.CertificateEnd}{certificates} > 0) - time() < {RenewalDays} * 86400")
        {
            For = TimeSpan.FromHours(1),
            Summary = "Certificate {{ $labels.namespace }}/{{ $labels.name }} ends soon.",
            Description = "Certificate {{ $labels.name }} ends in {{ $value | humanizeDuration }} and has not been renewed. After that no client accepts the gateway.",
            Action = "See what its renewal waits for: kubectl -n {{ $labels.namespace }} describe certificate {{ $labels.name }}, then its CertificateRequest, Order and Challenge.",
        };
        yield return new("CertificateNotReady", AlertSeverity.Warning, subject, $"{ClusterMetrics.CertificateReady}{certificates[..^1]},condition=\"True\"}} == 0")
        {
            For = TimeSpan.FromMinutes(30),
            Summary = "Certificate {{ $labels.namespace }}/{{ $labels.name }} is not issued.",
            Description = "Certificate {{ $labels.name }} has not been ready for 30 minutes: its hosts have none, or an old one.",
            Action = "See what it waits for: kubectl -n {{ $labels.namespace }} describe certificate {{ $labels.name }}; then the issuer: kubectl describe clusterissuer.",
        };
    }

    /// <summary>Namespaces that certificates of gateways can be in: the gateway's own and those of what is behind its hosts.</summary>
    public static IEnumerable<string> CertificateNamespaces(Stack stack, IReadOnlyList<ScrapedTarget> gateways) =>
        gateways.SelectMany(gateway => gateway.Component.Children.Prepend(gateway.Component).SelectMany(stack.LinksFrom).Select(link => stack.NamespaceOf(link.To)).Prepend(gateway.Target.Namespace)).Distinct();

    private static (string, string)[] Labels(ScrapedTarget gateway) => [("namespace", gateway.Target.Namespace), ("job", gateway.Target.Job)];
}
