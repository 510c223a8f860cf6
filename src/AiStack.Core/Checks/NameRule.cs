using AiStack.Core.Problems;
using AiStack.Core.Schema;

namespace AiStack.Core.Checks;

/// <summary>Names of components and sub-components are DNS labels and unique.</summary>
internal sealed class NameRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in stack.Elements)
        {
            if (!Names.IsDnsLabel(element.Name))
            {
                yield return StructureProblems.BadName.At(element.Source.Of(), $"'{Excerpt.Of(element.Name)}' cannot be the name of a {element.Kind.Name}.",
                    "Use lower-case letters, digits and '-', beginning and ending with a letter or digit, at most 63 characters.");
            }

            if (!seen.Add(element.Reference))
            {
                yield return StructureProblems.DoubledName.At(element.Source.Of(), $"The name '{Excerpt.Of(element.Reference)}' is used twice.", "Rename one of them.");
            }
        }
    }
}
