using AiStack.Core;

namespace AiStack.Components.Apisix.Plugins;

/// <summary>A caller of an AI gateway that APISIX knows by its key.</summary>
/// <param name="Namespace">Namespace of its object, which is the gateway's.</param>
/// <param name="Name">Name of its object.</param>
/// <param name="Key">Its key.</param>
/// <param name="Gateway">The gateway that lets it in.</param>
/// <param name="Said">What the key was called where it was said, from the outermost: <c>api_keys</c>, <c>team</c>.</param>
public sealed record GatewayConsumer(string Namespace, string Name, SecretReference Key, Component Gateway, IReadOnlyList<string> Said)
{
    /// <summary>Its name in APISIX, and the value of <c>$consumer_name</c>.</summary>
    /// <remarks>The ingress controller puts it together so (<c>ComposeConsumerName</c> in 2.2.0); a laptop's file uses the same.</remarks>
    public string Username => $"{Namespace}_{Name}";

    /// <summary>The consumers of a gateway, in the order of its keys.</summary>
    public static IEnumerable<GatewayConsumer> Of(Stack stack, Component gateway)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(gateway);

        var spec = (AiGatewaySpec)gateway.Spec;
        var (space, name) = (stack.NamespaceOf(gateway), $"{gateway.ParentName}-{gateway.Name}");
        if (spec.ApiKey is { } one)
        {
            yield return new(space, name, one, gateway, ["api_key"]);
        }

        foreach (var (consumer, key) in spec.ApiKeys)
        {
            // A key that could not be read is another problem.
            if (key is not null)
            {
                yield return new(space, $"{name}-{consumer}", key, gateway, ["api_keys", consumer]);
            }
        }
    }
}
