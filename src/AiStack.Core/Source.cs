using AiStack.Core.Problems;

namespace AiStack.Core;

/// <summary>Where something was said, down to its single properties: in a file or in C#.</summary>
public abstract class Source
{
    /// <summary>The place of a property, or of the whole without one.</summary>
    /// <param name="path">Property names from the outside in; an item of a list is its index, <c>[2]</c>. Where the file does not have it, the nearest thing around it is meant.</param>
    public abstract Place Of(params ReadOnlySpan<string> path);

    /// <summary>The place of the name of a property rather than of its value; for what is wrong with its being there at all.</summary>
    /// <param name="property">A property's name.</param>
    public virtual Place OfName(string property) => Of(property);
}
