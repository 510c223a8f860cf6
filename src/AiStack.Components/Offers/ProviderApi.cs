using AiStack.Components.ExternalAi;
using AiStack.Core;

namespace AiStack.Components.Offers;

/// <summary>An AI provider's API, which only a gateway that knows the provider can speak to.</summary>
/// <param name="Provider">Who it is.</param>
/// <param name="Endpoint">Its address, without a slash at the end. <see langword="null"/>: not said although it has no usual one; a check reports that.</param>
/// <param name="Key">Key that the provider issued.</param>
/// <param name="Model">Model that every request gets. <see langword="null"/>: callers choose.</param>
public sealed record ProviderApi(AiProvider Provider, string? Endpoint, SecretReference Key, string? Model);
