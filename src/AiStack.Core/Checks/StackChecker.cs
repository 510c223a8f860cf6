using AiStack.Core.Policies;
using AiStack.Core.Problems;
using AiStack.Core.Schema;

namespace AiStack.Core.Checks;

/// <summary>Checks a stack, however it was written: every property, then every rule.</summary>
/// <param name="schema">What there is.</param>
public sealed class StackChecker(StackSchema schema)
{
    /// <summary>Everything that is wrong, in the order of the places.</summary>
    public IReadOnlyList<Problem> Check(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);

        var problems = Of(StackProperties.All, stack.Spec, StackProperties.Empty, "", stack.Source).ToList();
        foreach (var element in stack.Elements)
        {
            problems.AddRange(Of(element.Kind.Properties, element.Spec, element.Kind.Empty, $"{element.Reference}.", element.Source));
        }

        foreach (var link in stack.Links)
        {
            problems.AddRange(Of(link.Kind.Properties, link.Options, link.Kind.Empty, $"link {link}.", link.Source));
        }

        problems.AddRange(PolicyProperties.All.Check(stack.Policies).Select(finding => At(finding.Below("policies"), "", stack.Source)));
        problems.AddRange(schema.Rules.SelectMany(rule => rule.Check(stack)));
        return ProblemList.InOrder(problems);
    }

    private static IEnumerable<Problem> Of(PropertySet properties, object spec, object empty, string name, Source source) =>
        properties.Check(spec, empty).Select(finding => At(finding, name, source));

    private static Problem At(Finding finding, string name, Source source) =>
        finding.Kind.At(source.Of([.. finding.Path]), $"{name}{Dotted(finding.Path)} {finding.Message}", finding.Fix);

    private static string Dotted(IReadOnlyList<string> path) =>
        path.Aggregate("", (text, segment) => text.Length == 0 || segment.StartsWith('[') ? text + segment : $"{text}.{segment}");
}
