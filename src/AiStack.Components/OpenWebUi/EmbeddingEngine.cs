using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.OpenWebUi;

/// <summary>An embedding model that Open WebUI can turn documents into vectors with.</summary>
/// <param name="Link">The link that it comes by.</param>
/// <param name="BaseUrl">Address of its API.</param>
/// <param name="Key">Key to present. <see langword="null"/>: none is asked for.</param>
/// <param name="Model">Its name in requests.</param>
internal sealed record EmbeddingEngine(Link Link, ValueExpression BaseUrl, SecretReference? Key, string Model);
