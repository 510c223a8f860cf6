using AiStack.Components.Apisix.Plugins;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>Callers have names of their own, and keys where the ingress controller reads them.</summary>
internal sealed class ConsumerNamesRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var owners = new Dictionary<string, GatewayConsumer>();
        foreach (var consumer in stack.Of<AiGatewaySpec>().SelectMany(found => GatewayConsumer.Of(stack, found.Component)))
        {
            // Both kinds of keys at once, and two gateways of one name, are other problems.
            if (!owners.TryAdd(consumer.Username, consumer) && owners[consumer.Username] is var first && first.Gateway != consumer.Gateway && first.Gateway.Reference != consumer.Gateway.Reference)
            {
                yield return StructureProblems.DerivedName.At(consumer.Gateway.Source.Of([.. consumer.Said]),
                    $"The ApisixConsumer of {consumer.Gateway} would be named '{consumer.Name}' in namespace '{consumer.Namespace}', and so is one of {first.Gateway}.", "Rename the consumer or one of the gateways.");
            }

            if (consumer.Key.Key != AiGatewayProperties.KeyName)
            {
                yield return AiRouteProblems.KeyUnderAnotherName.At(consumer.Gateway.Source.Of([.. consumer.Said]),
                    $"The key of {consumer.Gateway} is kept under '{consumer.Key.Key}' of the secret '{consumer.Key.Name}', and APISIX' ingress controller reads '{AiGatewayProperties.KeyName}' alone.",
                    $"Write `{{ secret: {consumer.Key.Name} }}`, and keep the value under '{AiGatewayProperties.KeyName}'.");
            }
        }
    }
}
