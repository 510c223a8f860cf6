using AiStack.Core;

namespace AiStack.Components.Offers;

/// <summary>An offer that is not the same for everyone who links to it.</summary>
/// <typeparam name="T">The offer.</typeparam>
public interface ICallerSpecific<T>
{
    /// <summary>The offer as one component gets it.</summary>
    /// <param name="caller">The component that links to it.</param>
    T For(Component caller);
}
