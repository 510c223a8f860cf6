using System.Globalization;
using System.Text.Json.Nodes;
using AiStack.Core.Values;

namespace AiStack.Components.Apisix.Plugins;

/// <summary>A plugin of APISIX with its configuration: what stands under <c>plugins.&lt;name&gt;</c>, wherever the route comes from.</summary>
/// <param name="Name">Its name in APISIX: <c>ai-proxy</c>.</param>
/// <param name="Config">All of the configuration that is the same everywhere.</param>
/// <remarks>Schemas: apache/apisix 3.18.0, <c>apisix/plugins/*.lua</c>.</remarks>
public sealed record ApisixPlugin(string Name, JsonObject Config)
{
    /// <summary>Addresses and secrets that the configuration needs besides.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<PluginValue> Values { get; init; } = [];

    /// <summary>The whole configuration.</summary>
    /// <param name="resolve">The text of an address or secret where the route runs. A secret may stay a reference that APISIX resolves itself, such as <c>$env://NAME</c>.</param>
    public JsonObject ConfigWith(Func<ValueExpression, string> resolve)
    {
        ArgumentNullException.ThrowIfNull(resolve);

        var whole = (JsonObject)Config.DeepClone();
        foreach (var value in Values)
        {
            var text = resolve(value.Value);
            var place = value.Path.SkipLast(1).Aggregate(whole, Inside);
            place[value.Path[^1]] = value.IsNumber ? int.Parse(text, CultureInfo.InvariantCulture) : text;
        }

        return whole;
    }

    private static JsonObject Inside(JsonObject place, string key)
    {
        if (place[key] is not JsonObject inner)
        {
            place[key] = inner = [];
        }

        return inner;
    }
}
