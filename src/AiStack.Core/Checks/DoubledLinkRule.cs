using AiStack.Core.Problems;

namespace AiStack.Core.Checks;

/// <summary>A pair is linked once.</summary>
internal sealed class DoubledLinkRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var link in stack.Links)
        {
            if (!seen.Add((link.From.Reference, link.To.Reference)))
            {
                yield return LinkProblems.Doubled.At(link.Source.Of(), $"'{link.From.Reference}' is linked to '{link.To.Reference}' twice.", "Keep one of the two, with the options of both.");
            }
        }
    }
}
