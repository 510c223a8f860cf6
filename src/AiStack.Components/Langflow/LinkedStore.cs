using AiStack.Components.Offers;
using AiStack.Core;

namespace AiStack.Components.Langflow;

/// <summary>A vector database that a Langflow uses.</summary>
/// <param name="Link">The link to it or to one of its collections.</param>
/// <param name="Component">The database.</param>
/// <param name="Offer">What it offers.</param>
internal sealed record LinkedStore(Link Link, Component Component, VectorStore Offer);
