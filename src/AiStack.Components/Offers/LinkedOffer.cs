using AiStack.Core;

namespace AiStack.Components.Offers;

/// <summary>What the other end of a link offers.</summary>
/// <typeparam name="T">Kind of offer.</typeparam>
/// <param name="Link">The link.</param>
/// <param name="Offer">What its target offers the component that it comes from.</param>
public sealed record LinkedOffer<T>(Link Link, T Offer) where T : class;
