using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>Hosts have a domain and fit into DNS.</summary>
internal sealed class HostRule : IRule
{
    private const int LongestHost = 253;
    private const int LongestLabel = 63;

    public IEnumerable<Problem> Check(Stack stack)
    {
        var routes = ExposedRoute.Of(stack).ToList();
        if (stack.Spec.Domain is null && routes is [var first, ..])
        {
            yield return ApisixProblems.NoDomain.At(first.Link.Source.Of(), $"{first.Link} is to answer at '{first.Subdomain}.<domain>', and the stack has no domain.", "Add `domain: example.com` at the top.");
        }

        foreach (var route in routes)
        {
            var host = HostNames.InCluster(stack, route.Subdomain) ?? $"{route.Subdomain}.{HostNames.LocalDomain}";
            var label = host.Split('.').MaxBy(part => part.Length)!;
            if (host.Length > LongestHost || label.Length > LongestLabel)
            {
                yield return ApisixProblems.BadHost.At(route.Link.Source.Of("subdomain"),
                    host.Length > LongestHost ? $"The host of {route.Link} has {host.Length} characters; {LongestHost} are allowed." : $"'{label}' in the host of {route.Link} has {label.Length} characters; {LongestLabel} are allowed.",
                    "Write a shorter 'subdomain'.");
            }
        }
    }
}
