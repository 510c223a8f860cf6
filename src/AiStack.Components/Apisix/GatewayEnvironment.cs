using AiStack.Components.Apisix.Plugins;
using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Apisix;

/// <summary>Variables of the gateway's own pods, which plugins refer to as <c>$env://NAME</c>: no other namespace needs a copy of such a secret.</summary>
internal static class GatewayEnvironment
{
    /// <summary>The variables that the routes of a component refer to, each once.</summary>
    public static IReadOnlyList<EnvironmentVariable> Of(Stack stack, Component apisix) =>
    [
        .. apisix.Children.SelectMany(gateway => AiRoute.Of(stack, gateway))
            .SelectMany(route => RoutePlugins.ForRequests(stack, route))
            .SelectMany(plugin => plugin.Values)
            .Where(value => value.IsOfGateway)
            .Select(value => new EnvironmentVariable(NameOf(value.Value), value.Value))
            .DistinctBy(variable => variable.Name),
    ];

    /// <summary>Name of the variable that holds a secret.</summary>
    public static string NameOf(ValueExpression value)
    {
        var secret = value.Parts.OfType<SecretPart>().First().Secret;
        return new([.. $"SECRET_{secret.Name}_{secret.Key}".Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')]);
    }
}
