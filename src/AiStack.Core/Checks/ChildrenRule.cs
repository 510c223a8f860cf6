using AiStack.Core.Problems;

namespace AiStack.Core.Checks;

/// <summary>A component that is nothing without sub-components has one.</summary>
internal sealed class ChildrenRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) =>
        from component in stack.Components
        where component.Kind.Children is { AreRequired: true } && component is { Children.Count: 0, SaysChildren: false }
        select StructureProblems.Empty.At(component.Source.Of(), $"{component} has no {component.Kind.Children!.Kind.Name}.",
            $"Add at least one below '{component.Kind.Children.Property}', or remove the component.");
}
