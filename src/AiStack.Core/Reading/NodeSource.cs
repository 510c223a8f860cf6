using System.Globalization;
using AiStack.Core.Problems;
using AiStack.Core.Yaml;

namespace AiStack.Core.Reading;

/// <summary>Something said in a stack file.</summary>
/// <param name="place">Where it begins: its name, where it has one.</param>
/// <param name="node">What was said.</param>
internal sealed class NodeSource(Place place, Node node) : Source
{
    public override Place Of(params ReadOnlySpan<string> path)
    {
        var (found, at) = (place, node);
        foreach (var segment in path)
        {
            if (Below(at, segment) is not { } below)
            {
                break;
            }

            (found, at) = (below.Place, below);
        }

        return found;
    }

    public override Place OfName(string property) =>
        (node as MappingNode)?.Entries.FirstOrDefault(entry => entry.Key == property)?.KeyPlace ?? place;

    private static Node? Below(Node node, string segment) => node switch
    {
        MappingNode mapping => mapping.Entries.FirstOrDefault(entry => entry.Key == segment)?.Value,
        SequenceNode list when int.TryParse(segment.Trim('[', ']'), CultureInfo.InvariantCulture, out var index) && index < list.Items.Count => list.Items[index],
        _ => null,
    };
}
