using AiStack.Components.Offers;
using AiStack.Core;

namespace AiStack.Components.Prometheus.Monitors;

/// <summary>Something that a Prometheus scrapes in a cluster.</summary>
/// <param name="Component">The component that it belongs to.</param>
/// <param name="Target">The pods or the Service.</param>
/// <param name="Interval">Time between two scrapes.</param>
internal sealed record ScrapedTarget(Component Component, MonitoredTarget Target, TimeSpan Interval)
{
    /// <summary>The labels of the pods or the Service, as kubectl takes them.</summary>
    public string Selector => string.Join(',', Target.Labels.Select(label => $"{label.Key}={label.Value}"));

    /// <summary>Everything that a Prometheus scrapes: what it is linked to, and what needs no link.</summary>
    public static IReadOnlyList<ScrapedTarget> Of(Stack stack, Component prometheus)
    {
        var linked = stack.OffersTo<MonitoredTarget>(prometheus).Select(offer => new ScrapedTarget(offer.Link.To, offer.Offer, ((ScrapeOptions)offer.Link.Options).Interval));
        var unlinked =
            from component in stack.Components
            from target in stack.OffersOf<MonitoredTarget>(component)
            where target.NeedsNoLink
            select new ScrapedTarget(component, target, new ScrapeOptions().Interval);
        return [.. linked, .. unlinked];
    }

    /// <summary>What of it there is on a laptop, too: no operators, and nothing that no link names.</summary>
    public static IReadOnlyList<ScrapedTarget> OnALaptop(Stack stack, Component prometheus) =>
        [.. Of(stack, prometheus).Where(scraped => !scraped.Target.IsForeign && !scraped.Target.NeedsNoLink)];
}
