using AiStack.Components.ExternalAi;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>No provider is the stack's own gateway.</summary>
internal sealed class CircleRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var hosts = new Dictionary<string, ExposedRoute>(StringComparer.OrdinalIgnoreCase);
        foreach (var route in ExposedRoute.Of(stack))
        {
            foreach (var host in HostNames.OnLaptop(stack, route.Subdomain))
            {
                hosts.TryAdd(host, route);
            }
        }

        return from component in stack.Components
               from provider in stack.OffersOf<ProviderApi>(component)
               let host = Uri.TryCreate(provider.Endpoint, UriKind.Absolute, out var url) ? url.Host : ""
               where hosts.ContainsKey(host)
               select ExternalAiProblems.Circle.At(component.Source.Of("ai_endpoint"), $"{component} is at '{host}', which is the host of {hosts[host].Link}: a request would come back to this stack.", "Write the provider's own address, or link the AI gateway to the model itself.");
    }
}
