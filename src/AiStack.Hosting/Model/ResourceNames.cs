using AiStack.Core;

namespace AiStack.Hosting.Model;

/// <summary>Names that the components of a stack file get as Aspire resources, where every name is unique whatever it belongs to.</summary>
/// <param name="stack">The stack.</param>
public sealed class ResourceNames(Stack stack)
{
    // Aspire compares names without regard to case.
    private readonly HashSet<string> _doubled = stack.Elements
        .GroupBy(element => element.Name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .Select(group => group.Key)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The resource's name: the component's own, or with its parent's in front where two share one.</summary>
    public string Of(Component component)
    {
        ArgumentNullException.ThrowIfNull(component);
        return component.ParentName is { } parent && _doubled.Contains(component.Name) ? $"{parent}-{component.Name}" : component.Name;
    }
}
