using System.Text.Json.Nodes;
using AiStack.Components.Apisix.Plugins;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Apisix.Standalone;

/// <summary>Everything that an APISIX without a control plane reads from its file: routes, consumers, certificates, and what holds for all.</summary>
/// <remarks>
/// The same policies as the objects in a cluster, by the same translator. No secret is in it: where one belongs stands <c>$env://NAME</c>, which
/// the gateway looks up in its own environment. Source: apache/apisix 3.18.0, <c>docs/en/latest/deployment-modes.md</c>, <c>apisix/schema_def.lua</c>.
/// </remarks>
public static class ApisixDocument
{
    private const string Reference = "$env://";

    /// <summary>The document of a component.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="apisix">The component.</param>
    /// <param name="options">What depends on who reads it.</param>
    /// <param name="resolve">The text of a host, a port or an address for the gateway. It is asked for no secret.</param>
    public static JsonObject Of(Stack stack, Component apisix, ApisixDocumentOptions options, Func<ValueExpression, string> resolve)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(apisix);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(resolve);

        return Write(stack, apisix, options, value => value.HasSecret ? $"{Reference}{GatewaySecret.NameOf(value)}" : resolve(value));
    }

    /// <summary>The variables that the gateway's environment has to have, each once, in the order in which the document first refers to them.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="apisix">The component.</param>
    /// <param name="options">What depends on who reads the document. The variable of a certificate's key is not among them: it is no secret of the stack.</param>
    public static IReadOnlyList<EnvironmentVariable> VariablesOf(Stack stack, Component apisix, ApisixDocumentOptions options) =>
    [
        .. ValuesOf(stack, apisix, options)
            .Where(value => value.HasSecret)
            .Select(value => new EnvironmentVariable(GatewaySecret.NameOf(value), value))
            .DistinctBy(variable => variable.Name),
    ];

    /// <summary>The addresses that have to be known before the document can be written, each once.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="apisix">The component.</param>
    /// <param name="options">What depends on who reads the document.</param>
    public static IReadOnlyList<EndpointPart> EndpointsOf(Stack stack, Component apisix, ApisixDocumentOptions options) =>
        [.. ValuesOf(stack, apisix, options).Where(value => !value.HasSecret).SelectMany(value => value.Parts).OfType<EndpointPart>().Distinct()];

    // Whatever the document asks for while it is written; a digit is a text and a number.
    private static List<ValueExpression> ValuesOf(Stack stack, Component apisix, ApisixDocumentOptions options)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(apisix);
        ArgumentNullException.ThrowIfNull(options);

        var values = new List<ValueExpression>();
        Write(stack, apisix, options, value =>
        {
            values.Add(value);
            return "1";
        });
        return values;
    }

    private static JsonObject Write(Stack stack, Component apisix, ApisixDocumentOptions options, Func<ValueExpression, string> text)
    {
        var routes = new DocumentRoutes(options.CountsInMemory ? WithoutSharedCounters(stack, apisix) : stack, text);
        var document = new JsonObject();
        Add("routes", [.. options.HasApplications ? routes.ToApplications(apisix) : [], .. apisix.Children.SelectMany(routes.OfGateway)]);
        Add("consumers", [.. apisix.Children.SelectMany(gateway => GatewayConsumer.Of(stack, gateway)).Select(consumer => Consumer(consumer, text))]);
        Add("ssls", options.Certificate is { } certificate ? [Certificate(certificate)] : []);
        Add("global_rules", [.. RoutePlugins.ForAll.Select(plugin => new JsonObject { ["id"] = plugin.Name, ["plugins"] = DocumentRoutes.Plugins([plugin], text) })]);
        return document;

        void Add(string key, JsonArray items)
        {
            if (items.Count > 0)
            {
                document[key] = items;
            }
        }
    }

    private static JsonObject Consumer(GatewayConsumer consumer, Func<ValueExpression, string> text) => new()
    {
        ["username"] = consumer.Username,
        ["plugins"] = new JsonObject { [PluginNames.KeyAuth] = new JsonObject { ["key"] = text(consumer.Key) } },
    };

    private static JsonObject Certificate(HostCertificate certificate) => new()
    {
        ["id"] = "hosts",
        ["snis"] = GatewayPolicies.List(certificate.Hosts),
        ["cert"] = certificate.Certificate,
        ["key"] = $"{Reference}{certificate.KeyVariable}",
    };

    // Without the link each gateway counts by itself, and says so in the names of its counters.
    private static Stack WithoutSharedCounters(Stack stack, Component apisix) =>
        new(stack.Spec, stack.Components, [.. stack.Links.Where(link => link.From.Reference != apisix.Reference || !stack.OffersOf<RedisServer>(link.To).Any())], stack.Source);
}
