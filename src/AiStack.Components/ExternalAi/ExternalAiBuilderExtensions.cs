using AiStack.Components;
using AiStack.Components.ExternalAi;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds AI providers outside the stack to an application.</summary>
public static class ExternalAiBuilderExtensions
{
    /// <summary>Adds an AI provider outside the stack, which AI gateways can route to.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the component.</param>
    /// <param name="provider">Who it is.</param>
    /// <param name="apiKey">Secret parameter with the key that the provider issued.</param>
    /// <param name="endpoint">Address of the provider: <c>https://</c> and its host. <see langword="null"/> (default): the provider's usual one; Azure OpenAI has none and needs it.</param>
    /// <returns>A builder to refine the provider with.</returns>
    /// <example>
    /// <code>
    /// var openai = builder.AddExternalAi("openai", AiProvider.OpenAi, builder.AddParameter("openai-key", secret: true));
    /// gateway.WithReference(openai, route => route with { Subdomain = "gpt" });
    /// </code>
    /// </example>
    public static IResourceBuilder<ExternalAiResource> AddExternalAi(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, AiProvider provider, IResourceBuilder<ParameterResource> apiKey, string? endpoint = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(apiKey);

        return builder.AddExternalAiOf(name, new() { Provider = provider, Endpoint = endpoint, ApiKey = ExternalAiProperties.ApiKey.Reference(apiKey.Resource.Name) });
    }

    /// <summary>Gives every request one model, whatever the caller asked for.</summary>
    /// <param name="builder">The provider.</param>
    /// <param name="model">The provider's name of the model.</param>
    public static IResourceBuilder<ExternalAiResource> WithModel(this IResourceBuilder<ExternalAiResource> builder, string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        return builder.WithSpec((ExternalAiSpec spec) => spec with { Model = model });
    }

    /// <summary>Adds a provider of which everything is said already.</summary>
    internal static IResourceBuilder<ExternalAiResource> AddExternalAiOf(this IDistributedApplicationBuilder builder, string name, ExternalAiSpec spec)
    {
        builder.GetStackModel();
        return builder.AddResource(new ExternalAiResource(name, spec)).WithIconName("CloudArrowUp").AsNotRun(
            "External AI", "outside", (spec.Endpoint ?? ExternalAiFacts.UsualEndpoint(spec.Provider)) is { } endpoint ? [new(null, endpoint, IsInternal: false)] : []);
    }
}
