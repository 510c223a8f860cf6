using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.OpenWebUi.Rules;

/// <summary>There is one database, one vector store and one Redis server at most.</summary>
internal sealed class SingleTargetRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) => stack.Of<OpenWebUiSpec>().SelectMany(found =>
        Check<PostgresDatabase>(stack, found.Component, "databases")
            .Concat(Check<VectorStore>(stack, found.Component, "vector stores"))
            .Concat(Check<RedisServer>(stack, found.Component, "Redis servers")));

    private static IEnumerable<Problem> Check<TOffer>(Stack stack, Component openWebUi, string what) where TOffer : class
    {
        var links = stack.OffersTo<TOffer>(openWebUi).Select(found => found.Link).ToList();

        // A second link to the same one is doubled, which another rule tells.
        return links.Skip(1).Where(link => link.To != links[0].To).Select(link => OpenWebUiProblems.TwoTargets.At(link.Source.Of("to"),
            $"{openWebUi} is linked to two {what}, '{links[0].To.Reference}' and '{link.To.Reference}', and uses one.", "Remove one of the links."));
    }
}
