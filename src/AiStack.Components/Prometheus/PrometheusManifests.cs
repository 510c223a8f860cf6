using AiStack.Components.Prometheus.Alerts;
using AiStack.Components.Prometheus.Dashboards;
using AiStack.Components.Prometheus.Monitors;
using AiStack.Core;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;

namespace AiStack.Components.Prometheus;

/// <summary>Prometheus in a cluster: the operator's own, which is told what to scrape, what to compute and when to call somebody.</summary>
internal static class PrometheusManifests
{
    public static void Publish(ManifestContext context, Component prometheus)
    {
        context.BelongsTo(context.Stack.NamespaceOf(prometheus), prometheus.Name);
        var targets = ScrapedTarget.Of(context.Stack, prometheus);
        var isAlone = context.Stack.Of<PrometheusSpec>().Count() == 1;
        foreach (var target in targets)
        {
            // With one Prometheus, which is usual, a monitor is named like its job; two would fight for the name.
            Monitor(context, prometheus, target, isAlone ? target.Target.Job : $"{target.Target.Job}-{prometheus.Name}");
        }

        var groups = RuleGroups.Of(context.Stack, targets);
        foreach (var group in groups)
        {
            Rules(context, prometheus, group);
        }

        StackDashboards.Add(context, prometheus, targets);

        // Somewhere else than usual means that it is there already.
        if (((PrometheusSpec)prometheus.Spec).Address is null)
        {
            context.Requires(PrometheusRelease.Of(context.Stack, prometheus));
        }

        PrometheusGuide.Add(context, prometheus, targets, groups);
    }

    private static void Rules(ManifestContext context, Component prometheus, RuleGroup group) =>
        context.Add(prometheus, "rules", new(PrometheusFacts.ApiVersion, "PrometheusRule", $"{prometheus.Name}-{group.Name}", context.Stack.Spec.Name)
        {
            Labels = { [PrometheusFacts.ReleaseLabel] = ((PrometheusSpec)prometheus.Spec).Release },
            Spec = RuleWriter.Write(context.Stack.Spec.Name, group),
        });

    private static void Monitor(ManifestContext context, Component prometheus, ScrapedTarget scraped, string name)
    {
        var (stack, target) = (context.Stack, scraped.Target);
        var release = ((PrometheusSpec)prometheus.Spec).Release;
        if (target.Switch is { } metrics)
        {
            context.Configures(metrics.Release, metrics.Values);
        }

        if (target.IsForeign)
        {
            Expect(context, scraped);

            // Nothing of ours may be in an operator's namespace, and its network rules are its own.
            context.AddShared(MonitorWriter.Write(scraped, name, stack.Spec.Name, release));
            return;
        }

        context.Add(scraped.Component, target.Role, MonitorWriter.Write(scraped, name, target.Namespace, release));
        if (target.Key is { IsLocal: false } key)
        {
            context.Secrets.Use(target.Namespace, key, prometheus.Name);
        }

        context.Connects(new(
            $"{prometheus.Name}-to-{target.Job}",
            NetworkPeer.Pods(PrometheusFacts.Pods(stack, prometheus)),
            NetworkPeer.Pods(new(scraped.Component.Name, target.Namespace, target.Labels)),
            $"{prometheus.Name} → {scraped.Component.Name}",
            new NetworkPort(target.PortNumber)));
    }

    // Who installs an operator knows its pods; here only what is scraped of them is known.
    private static void Expect(ManifestContext context, ScrapedTarget scraped)
    {
        var target = scraped.Target;
        ContainerPort port = new(target.PortName ?? "", target.PortNumber);
        if (target.IsService)
        {
            context.Expects(new MadeObject(new("", "Service", target.Namespace, target.Job), target.Job) { Labels = target.Labels, Ports = [port] });
        }
        else
        {
            context.Expects(new MadePods(new(target.Job, target.Namespace, target.Labels), [port], target.Job));
        }
    }
}
