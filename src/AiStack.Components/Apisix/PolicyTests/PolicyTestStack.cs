using AiStack.Components.ExternalAi;
using AiStack.Core;

namespace AiStack.Components.Apisix.PolicyTests;

/// <summary>The part of a stack that <c>aistack test-policies</c> runs: AI gateways and what is behind them, and nothing that only a cluster has.</summary>
public static class PolicyTestStack
{
    private static readonly string[] s_thisMachine = ["127.0.0.0/8", "::1/128"];

    /// <summary>The providers outside the stack that gateways lead to, which somebody has to stand in for.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="gateways">The gateways that are tested, by their references.</param>
    public static IReadOnlyList<ComponentWith<ExternalAiSpec>> ProvidersOf(Stack stack, IReadOnlyCollection<string> gateways)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(gateways);

        var reached = Reached(stack, gateways);
        return [.. stack.Of<ExternalAiSpec>().Where(provider => reached.Contains(provider.Component.Reference))];
    }

    /// <summary>The stack to test.</summary>
    /// <remarks>
    /// Gateways that are not tested keep their keys, which open nothing else, and lose their routes. Limits are counted in the gateway's memory.
    /// A list of addresses has this machine on it, since all requests come from here.
    /// </remarks>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="gateways">The gateways that are tested, by their references.</param>
    /// <param name="standIn">Scheme, host and port of whoever stands in for a provider. Its path stays that of the provider.</param>
    public static Stack Of(Stack stack, IReadOnlyCollection<string> gateways, Func<Component, string> standIn)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(gateways);
        ArgumentNullException.ThrowIfNull(standIn);

        var reached = Reached(stack, gateways);
        List<Component> kept = [];
        foreach (var component in stack.Components)
        {
            var children = component.Children.Where(child => child.Spec is AiGatewaySpec || reached.Contains(child.Reference)).ToList();
            if (reached.Contains(component.Reference) || children.Any(child => reached.Contains(child.Reference) || gateways.Contains(child.Reference)))
            {
                kept.Add(Copy(component, component.Spec is ExternalAiSpec provider ? provider with { Endpoint = standIn(component) + PathOf(provider) } : component.Spec, [.. children.Select(LetIn)]));
            }
        }

        var elements = kept.SelectMany(component => component.Children.Prepend(component)).ToDictionary(element => element.Reference);
        var links = Routes(stack, gateways).Select(route => route.Link with { From = elements[route.Link.From.Reference], To = elements[route.Link.To.Reference] });
        return new(stack.Spec, kept, [.. links], stack.Source) { Policies = stack.Policies };
    }

    private static HashSet<string> Reached(Stack stack, IReadOnlyCollection<string> gateways) => [.. Routes(stack, gateways).Select(route => route.Link.To.Reference)];

    private static IEnumerable<AiRoute> Routes(Stack stack, IReadOnlyCollection<string> gateways) =>
        stack.Of<AiGatewaySpec>().Where(gateway => gateways.Contains(gateway.Component.Reference)).SelectMany(gateway => AiRoute.Of(stack, gateway.Component));

    private static Component LetIn(Component child) =>
        Copy(child, child.Spec is AiGatewaySpec { IpWhitelist: { } ranges } gateway ? gateway with { IpWhitelist = [.. ranges, .. s_thisMachine] } : child.Spec, []);

    private static Component Copy(Component component, Spec spec, IReadOnlyList<Component> children) =>
        new(component.Kind, component.Name, spec, component.Source, component.ParentName) { Children = children };

    // An address without a path has to stay one: the gateway then chooses the path itself.
    private static string PathOf(ExternalAiSpec provider) =>
        (provider.Endpoint ?? ExternalAiFacts.UsualEndpoint(provider.Provider)) is { } endpoint && new Uri(endpoint).PathAndQuery is not "/" and var path ? path : "";
}
