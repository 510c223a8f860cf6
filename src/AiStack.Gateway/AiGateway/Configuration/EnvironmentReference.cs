namespace AiStack.Gateway.AiGateway.Configuration;

/// <summary>A secret that the file only refers to: <c>$env://NAME</c> as the whole value.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/core/env.lua</c>. References to secret stores (<c>$secret://</c>) are not resolved here.</remarks>
internal static class EnvironmentReference
{
    private const string Prefix = "$env://";
    private const string StorePrefix = "$secret://";

    /// <summary>Resolves a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The variable's value; <see langword="null"/>: it is not set.</param>
    /// <returns>Whether the text is a reference at all.</returns>
    /// <exception cref="ConfigurationException">It refers to a secret store.</exception>
    public static bool TryResolve(string text, out string? value)
    {
        value = null;
        if (text.StartsWith(StorePrefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new ConfigurationException($"'{text}' refers to a secret store. This gateway reads the environment only: $env://NAME.");
        }

        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        value = Environment.GetEnvironmentVariable(text[Prefix.Length..]);
        return true;
    }
}
