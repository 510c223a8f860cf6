using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Offers;

/// <summary>A vector database that a component offers.</summary>
/// <param name="Url">Base URL of its REST API.</param>
/// <param name="Key">Key that callers present. <see langword="null"/>: none is asked for.</param>
public sealed record VectorStore(ValueExpression Url, SecretReference? Key);
