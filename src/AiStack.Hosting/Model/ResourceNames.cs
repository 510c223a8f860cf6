using AiStack.Core;

namespace AiStack.Hosting.Model;

/// <summary>Names that the components of a stack file get as Aspire resources, where every name is unique whatever it belongs to.</summary>
public sealed class ResourceNames
{
    // Aspire's own resource.
    private const string Dashboard = "aspire-dashboard";

    // Aspire compares names without regard to case.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { Dashboard };
    private readonly Dictionary<string, string> _names = [];

    /// <summary>Names everything in a stack: a component by its own name, a sub-component with its parent's in front where two share one.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="hasPart">Whether an element runs a program of its own whose name ends so (<see cref="HostedModule.HasPart"/>).</param>
    public ResourceNames(Stack stack, Func<Component, string, bool> hasPart)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(hasPart);

        var doubled = stack.Elements.GroupBy(element => element.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => group.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var element in stack.Elements.OrderBy(element => element.ParentName is not null))
        {
            var wanted = element.ParentName is { } parent && (doubled.Contains(element.Name) || IsPart(stack, element, hasPart)) ? $"{parent}-{element.Name}" : element.Name;
            _names[element.Reference] = element.ParentName is null && IsPart(stack, element, hasPart) ? Free($"{wanted}-2") : Free(wanted);
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

    // The 'x-router' of a file, beside an 'x' whose router has that name.
    private static bool IsPart(Stack stack, Component element, Func<Component, string, bool> hasPart) =>
        stack.Elements.Any(other => element.Name.StartsWith($"{other.Name}-", StringComparison.OrdinalIgnoreCase) && hasPart(other, element.Name[(other.Name.Length + 1)..]));

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
