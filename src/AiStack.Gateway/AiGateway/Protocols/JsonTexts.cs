using System.Text.Json;

namespace AiStack.Gateway.AiGateway.Protocols;

/// <summary>Texts of a body, without escapes.</summary>
internal static class JsonTexts
{
    /// <summary>The text that a reader stands at.</summary>
    /// <exception cref="JsonException">It is no text: broken UTF-8, or half of a character. A backend might read something else in it than a policy does.</exception>
    public static string Get(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a text in the body is not valid Unicode", e);
        }
    }
}
