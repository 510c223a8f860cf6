using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>Keys tell callers apart: each consumer and each gateway has its own.</summary>
internal sealed class KeyRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var users = new Dictionary<(string, string), string>();
        foreach (var (gateway, spec) in stack.Of<AiGatewaySpec>())
        {
            if (spec is { ApiKey: not null, ApiKeys.Count: > 0 })
            {
                yield return ApisixProblems.TwoKindsOfKeys.At(gateway.Source.OfName("api_key"), $"{gateway} has both api_key and api_keys.", "Keep one of them; api_key can become one of api_keys.");
            }

            if (!spec.HasKeys)
            {
                yield return ApisixProblems.NoKey.At(gateway.Source.Of(), $"{gateway} asks its callers for no key.", "Add `api_key: { secret: <name> }`.");
            }

            foreach (var (path, user, secret) in KeysOf(gateway, spec))
            {
                if (!users.TryAdd((secret.Name, secret.Key), user))
                {
                    yield return ApisixProblems.SharedKey.At(gateway.Source.Of([.. path]), $"The secret '{secret.Name}' is the key of {users[(secret.Name, secret.Key)]} and of {user}.", "Name another secret for one of them.");
                }
            }
        }
    }

    private static IEnumerable<(IReadOnlyList<string> Path, string User, SecretReference Secret)> KeysOf(Component gateway, AiGatewaySpec spec)
    {
        if (spec.ApiKey is { } one)
        {
            yield return (["api_key"], $"gateway '{gateway.Reference}'", one);
        }

        foreach (var (consumer, secret) in spec.ApiKeys)
        {
            if (secret is not null)
            {
                yield return (["api_keys", consumer], $"consumer '{consumer}' of gateway '{gateway.Reference}'", secret);
            }
        }
    }
}
