using System.Security.Cryptography;
using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Cli.Policies;

/// <summary>Values of a stack's secrets for one run: made up, the same for whoever asks, and forgotten at its end.</summary>
internal sealed class SecretValues
{
    private const int Length = 40;

    private readonly Dictionary<(string Name, string Key), string> _values = [];

    /// <summary>The value of a secret. Any two have different ones.</summary>
    public string Of(SecretReference secret)
    {
        if (!_values.TryGetValue((secret.Name, secret.Key), out var value))
        {
            _values[(secret.Name, secret.Key)] = value = RandomNumberGenerator.GetHexString(Length, lowercase: true);
        }

        return value;
    }

    /// <summary>An expression that has secrets and texts in it.</summary>
    public string Of(ValueExpression expression) => expression.Evaluate(part => part is SecretPart secret
        ? Of(secret.Secret)
        : throw new NotSupportedException($"A gateway's secret has a {part.GetType().Name} in it."));
}
