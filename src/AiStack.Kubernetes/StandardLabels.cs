using AiStack.Core;

namespace AiStack.Kubernetes;

/// <summary>The labels that everything published carries.</summary>
/// <remarks>Source: Kubernetes, «Recommended Labels». They are part of selectors that cannot be changed later: nothing that may change (a version, a hash) is among them.</remarks>
public static class StandardLabels
{
    /// <summary>Kind of the component.</summary>
    public const string Name = "app.kubernetes.io/name";

    /// <summary>Name of the component.</summary>
    public const string Instance = "app.kubernetes.io/instance";

    /// <summary>What it is for within the component: <c>server</c>, <c>router</c>.</summary>
    public const string Role = "app.kubernetes.io/component";

    /// <summary>Name of the stack.</summary>
    public const string Stack = "app.kubernetes.io/part-of";

    /// <summary>Who wrote the object.</summary>
    public const string ManagedBy = "app.kubernetes.io/managed-by";

    /// <summary>Value of <see cref="ManagedBy"/>.</summary>
    public const string AiStack = "aistack";

    /// <summary>The labels that select the pods of a role of a component.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="component">The component, or one of its sub-components.</param>
    /// <param name="role">The role. <see langword="null"/>: every pod of the component.</param>
    public static OrderedDictionary<string, string> Selector(Stack stack, Component component, string? role)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(component);

        var owner = component.ParentName is null ? component : stack.ParentOf(component);
        var labels = new OrderedDictionary<string, string> { [Name] = owner.Kind.Name, [Instance] = owner.Name };
        if (role is not null)
        {
            labels[Role] = role;
        }

        labels[Stack] = stack.Spec.Name;
        return labels;
    }

    /// <summary>The labels of an object of a component.</summary>
    /// <inheritdoc cref="Selector" path="/param"/>
    public static OrderedDictionary<string, string> Of(Stack stack, Component component, string? role)
    {
        var labels = Selector(stack, component, role);
        labels[ManagedBy] = AiStack;
        return labels;
    }

    /// <summary>The labels of an object that belongs to no component but to the stack.</summary>
    public static OrderedDictionary<string, string> Of(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return new() { [Stack] = stack.Spec.Name, [ManagedBy] = AiStack };
    }
}
