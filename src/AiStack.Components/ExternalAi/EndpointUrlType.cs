using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Components.ExternalAi;

/// <summary>Address of a provider: an https URL.</summary>
internal sealed class EndpointUrlType : PropertyType<string?>
{
    private readonly TextType _text = new("an https URL such as https://api.openai.com", maximumLength: 2_000);

    public override string Expectation => _text.Expectation;

    public override JsonObject JsonSchema => _text.JsonSchema;

    public override bool TryRead(Node node, ReadContext context, out string? value) => _text.TryRead(node, context, out value);

    public override Node? Write(string? value) => _text.Write(value);

    public override IEnumerable<Finding> Check(string? value)
    {
        if (value is null || _text.Check(value).Any())
        {
            return _text.Check(value);
        }

        if (value.Any(char.IsWhiteSpace) || !Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps || url.Host.Length == 0)
        {
            return [new(ExternalAiProblems.Endpoint, $"takes {Expectation}, not '{Excerpt.Of(WithoutUserInformation(value))}'.", "Write https:// and the provider's host.")];
        }

        return url.UserInfo.Length > 0
            ? [new(PropertyProblems.SecretWrittenOut, "has user information in it, which is a secret written out.", "Write the address alone; the key belongs into 'ai_provider_api_key'.")]
            : [];
    }

    // What stands before an '@' may be a password.
    private static string WithoutUserInformation(string text) => text[(text.LastIndexOf('@') + 1)..];
}
