using AiStack.Core.Values;
using AiStack.Kubernetes;

namespace AiStack.Components.Apisix.Standalone;

/// <summary>Names of the environment variables that a gateway's secrets are in.</summary>
internal static class GatewaySecret
{
    /// <summary>Name of the variable of a value: the secret's own, and a checksum that tells <c>a-b</c> from <c>a_b</c> and a bare key from one behind <c>Bearer</c>.</summary>
    /// <param name="value">The value; a secret is in it.</param>
    /// <remarks>It depends on nothing else: a gateway that runs finds its secrets again after any change of the stack.</remarks>
    public static string NameOf(ValueExpression value)
    {
        var secret = value.Parts.OfType<SecretPart>().First().Secret;
        var readable = string.Concat($"{secret.Name}_{secret.Key}".Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));
        var whole = value.Evaluate(part => part is SecretPart one ? $"\n{one.Secret.Name}/{one.Secret.Key}\n" : part.ToString()!);
        return $"SECRET_{readable}_{Checksum.Of(whole)[..8].ToUpperInvariant()}";
    }
}
