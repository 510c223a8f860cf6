using AiStack.Core;

namespace AiStack.Components.Offers;

/// <summary>Asks the components at the other end of links what they offer.</summary>
public static class OfferExtensions
{
    /// <summary>What a component offers of one kind.</summary>
    public static IEnumerable<T> OffersOf<T>(this Stack stack, Component component) where T : class
    {
        ArgumentNullException.ThrowIfNull(component);
        return component.Kind.Offers(stack, component).OfType<T>();
    }

    /// <summary>What the components that a component links to offer it of one kind, each with its link, in the order of the links.</summary>
    public static IEnumerable<LinkedOffer<T>> OffersTo<T>(this Stack stack, Component component) where T : class
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.LinksFrom(component).SelectMany(link => stack.OffersOf<T>(link.To), (link, offer) => new LinkedOffer<T>(link, offer is ICallerSpecific<T> specific ? specific.For(component) : offer));
    }
}
