using AiStack.Core.Problems;
using AiStack.Core.Schema;

namespace AiStack.Core.Checks;

/// <summary>Which kinds can be linked, in the words of a message.</summary>
public static class LinkPairs
{
    /// <summary>The problem of a pair that cannot be linked.</summary>
    public static Problem Impossible(StackSchema schema, Component from, Component to, Place place)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);

        var reversed = schema.FindLink(to.Kind, from.Kind) is not null;
        return LinkProblems.ImpossiblePair.At(place, $"A link from {from} to {to} does nothing. {Possible(schema, from.Kind, to.Kind)}",
            reversed ? $"Turn it round: from '{to.Reference}' to '{from.Reference}'." : "Link to one of these, or remove the link.");
    }

    /// <summary>What one kind can link to, and what can link to the other.</summary>
    public static string Possible(StackSchema schema, ComponentKind from, ComponentKind to)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);

        var targets = schema.Links.Where(link => link.From == from.Name).Select(link => link.To).ToList();
        var origins = schema.Links.Where(link => link.To == to.Name).Select(link => link.From).ToList();
        return $"{(targets.Count == 0 ? $"{from.Name} links to nothing" : $"{from.Name} can link to {string.Join(", ", targets)}")}; "
            + $"{(origins.Count == 0 ? $"nothing links to {to.Name}" : $"{to.Name} can be linked from {string.Join(", ", origins)}")}.";
    }
}
