using AiStack.Core;
using AiStack.Core.Schema;

namespace AiStack.Components.ExternalAi;

/// <summary>What may be said about an external AI component in a stack file.</summary>
internal static class ExternalAiProperties
{
    /// <summary>A key that somebody else issues.</summary>
    public static SecretType ApiKey { get; } = new("api-key", canBeGenerated: false);

    public static PropertySet All { get; } = new(
    [
        .. CommonProperties.All,
        new Property<ExternalAiSpec, AiProvider>("ai_provider", new WordType<AiProvider>(("openai", AiProvider.OpenAi), ("azure_openai", AiProvider.AzureOpenAi), ("anthropic", AiProvider.Anthropic)),
            spec => spec.Provider, (spec, provider) => spec with { Provider = provider }, "Who answers: openai, azure_openai or anthropic.") { IsRequired = true },
        new Property<ExternalAiSpec, string?>("ai_endpoint", new EndpointUrlType(), spec => spec.Endpoint, (spec, endpoint) => spec with { Endpoint = endpoint },
            "Address of the provider, without a slash at the end. Default: the provider's usual one; azure_openai needs it."),
        new Property<ExternalAiSpec, SecretReference?>("ai_provider_api_key", ApiKey, spec => spec.ApiKey, (spec, key) => spec with { ApiKey = key! },
            "Key that the provider issued, by reference. Default key: api-key.") { IsRequired = true },
        new Property<ExternalAiSpec, string?>("model", new TextType("the name of a model", maximumLength: 500), spec => spec.Model, (spec, model) => spec with { Model = model },
            "Model that every request gets. Default: callers choose."),
    ]);
}
