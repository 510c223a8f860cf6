using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Core.Reading;

/// <summary>Problems that reading any value can have.</summary>
public static class ReadProblems
{
    /// <summary>Reports a value that is not of the property's type.</summary>
    /// <param name="context">The property.</param>
    /// <param name="node">What stands there.</param>
    /// <param name="expectation">What it takes.</param>
    public static void ReportWrongType(this ReadContext context, Node node, string expectation)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(node);

        var noun = node is ScalarNode scalar && !scalar.IsNull ? $"'{Excerpt.Of(scalar.Value)}'" : node.Noun;
        var hint = (node as ScalarNode)?.Hint is { } known ? $" {known}" : "";
        context.Report(PropertyProblems.WrongType.At(node.Place, $"{context.Property} takes {expectation}, not {noun}.{hint}", $"Write {expectation}."));
    }
}
