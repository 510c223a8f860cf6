using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Core.Schema;

/// <summary>Everything the model knows about one component: its kinds, links, rules and problems. The catalogue lists one per component.</summary>
public abstract class ComponentModule
{
    /// <summary>The component's kind. Kinds of sub-components hang below it.</summary>
    public abstract ComponentKind Kind { get; }

    /// <summary>Links that configure this component or one of its sub-components.</summary>
    public virtual IReadOnlyList<LinkKind> Links => [];

    /// <summary>What is checked beyond the single property.</summary>
    public virtual IReadOnlyList<IRule> Rules => [];

    /// <summary>Every kind of problem that the rules can report.</summary>
    public virtual IReadOnlyList<ProblemKind> Problems => [];
}
