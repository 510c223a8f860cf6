using AiStack.Components.Offers;
using AiStack.Components.Prometheus.Alerts;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Core.Values;
using AiStack.Kubernetes.Yaml;

namespace AiStack.Components.Prometheus;

/// <summary>The configuration of a Prometheus on a laptop: what each of its links has it scrape, under the names of jobs and namespaces that it has in the cluster, and the same rules.</summary>
internal static class PrometheusFiles
{
    /// <summary>Path of the configuration.</summary>
    public const string Configuration = $"{PrometheusFacts.ConfigurationDirectory}/prometheus.yml";

    /// <summary>Path of the rules.</summary>
    public const string Rules = $"{PrometheusFacts.ConfigurationDirectory}/rules.yml";

    /// <summary>The configuration, the rules if there are any, and one file for each key that a target asks for.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="prometheus">The component.</param>
    /// <param name="isScaled">Whether something starts and stops engines, so that those that do not run yet are scraped too.</param>
    public static IEnumerable<ConfigurationFile> For(Stack stack, Component prometheus, bool isScaled)
    {
        var jobs = Jobs(stack, prometheus);
        var rules = RuleGroups.Of(stack, ScrapedTarget.OnALaptop(stack, prometheus));
        yield return new(Configuration, ValueExpression.Of(
        [
            rules.Count == 0 ? "" : $"rule_files: [{Rules}]\n",
            jobs.Count == 0 ? "scrape_configs: []\n" : "scrape_configs:\n",
            .. jobs.SelectMany(job => Text(job, isScaled)),
        ]));
        if (rules.Count > 0)
        {
            yield return new(Rules, KubernetesYaml.Write(RuleWriter.WriteFile(stack.Spec.Name, rules)));
        }

        foreach (var job in jobs)
        {
            if (job.Target.Key is { } key)
            {
                yield return new(KeyFile(job), key);
            }
        }
    }

    // Prometheus refuses two jobs of one name. Two targets can have one (in the cluster they are in different namespaces), so the second
    // gets another name, and the name that queries ask for as a label of its own.
    private static List<Job> Jobs(Stack stack, Component prometheus)
    {
        var jobs = new List<Job>();
        foreach (var (link, target) in stack.OffersTo<ScrapeTarget>(prometheus))
        {
            var same = jobs.Count(job => job.Target.Job == target.Job);
            jobs.Add(new(same == 0 ? target.Job : $"{target.Job}-{link.To.Name}-{same + 1}", target, stack.NamespaceOf(link.To), ((ScrapeOptions)link.Options).Interval));
        }

        return jobs;
    }

    private static IEnumerable<ValueExpression> Text(Job job, bool isScaled)
    {
        yield return $"  - job_name: {job.Name}\n    scrape_interval: {Duration.Format(job.Interval)}\n    metrics_path: {job.Target.Path}\n";
        if (job.Target.Key is not null)
        {
            yield return $"    authorization:\n      type: Bearer\n      credentials_file: {KeyFile(job)}\n";
        }

        yield return "    static_configs:\n      - targets:\n";
        foreach (var address in job.Target.Addresses.Concat(isScaled ? job.Target.ScaledAddresses : []))
        {
            yield return ValueExpression.Of("          - ", address, "\n");
        }

        yield return $"        labels:\n          namespace: {job.Namespace}\n";
        if (job.Name != job.Target.Job)
        {
            yield return $"          job: {job.Target.Job}\n";
        }
    }

    private static string KeyFile(Job job) => $"{PrometheusFacts.ConfigurationDirectory}/{job.Name}.key";

    private sealed record Job(string Name, ScrapeTarget Target, string Namespace, TimeSpan Interval);
}
