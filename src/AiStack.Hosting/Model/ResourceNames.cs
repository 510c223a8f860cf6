using AiStack.Core;

namespace AiStack.Hosting.Model;

/// <summary>Names that the components of a stack file get as Aspire resources, where every name is unique whatever it belongs to.</summary>
public sealed class ResourceNames
{
    // Aspire compares names without regard to case.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _names = [];

    /// <summary>Names everything in a stack: a component by its own name, a sub-component with its parent's in front where two share one.</summary>
    /// <param name="stack">The stack.</param>
    public ResourceNames(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);

        var doubled = stack.Elements.GroupBy(element => element.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => group.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var element in stack.Elements.OrderBy(element => element.ParentName is not null))
        {
            var wanted = element.ParentName is { } parent && doubled.Contains(element.Name) ? $"{parent}-{element.Name}" : element.Name;
            _names[element.Reference] = Free(wanted);
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlySet<string> All => _taken;

    /// <summary>The resource's name of a component or sub-component.</summary>
    public string Of(Component component)
    {
        ArgumentNullException.ThrowIfNull(component);
        return _names[component.Reference];
    }

    // 'a-chat' and the 'chat' of 'a' want the same name; the later one is counted.
    private string Free(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = FormattableString.Invariant($"{wanted}-{number}");
        }

        return name;
    }
}
