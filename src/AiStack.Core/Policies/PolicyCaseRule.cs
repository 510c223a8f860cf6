using System.Globalization;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;

namespace AiStack.Core.Policies;

/// <summary>A case for <c>aistack test-policies</c> has a name of its own, sends one thing and expects something.</summary>
internal sealed class PolicyCaseRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var names = new HashSet<string>();
        for (var index = 0; index < stack.Policies.Count; index++)
        {
            var policy = stack.Policies[index];
            var item = string.Create(CultureInfo.InvariantCulture, $"[{index}]");
            if (policy.Name is { } name && !names.Add(name))
            {
                yield return PolicyProblems.DoubledName.At(stack.Source.Of("policies", item, "name"), $"There is a case '{Excerpt.Of(name)}' above already.", "Give one of the two another name.");
            }

            if (policy is { Prompt: null, Request: null })
            {
                yield return PolicyProblems.NoRequest.At(stack.Source.Of("policies", item), "The case sends nothing.", "Add `prompt`: what the user says, or `request`: the whole body.");
            }
            else if (policy is { Prompt: not null, Request: not null })
            {
                yield return PolicyProblems.NoRequest.At(stack.Source.Of("policies", item, "prompt"), "The case has both a prompt and a request.", "Keep one of them.");
            }

            if (Emptiness(policy.Expect) is { } why)
            {
                yield return PolicyProblems.ExpectsNothing.At(stack.Source.Of("policies", item, "expect"), why.Message, why.Fix);
            }
        }
    }

    private static (string Message, string Fix)? Emptiness(PolicyExpectation? expectation) => expectation switch
    {
        { Status: null, Contains: null, NotContains: null, RemainingBelow: null } => ("The case expects nothing.", "Add at least one of status, contains, not_contains and remaining_below."),
        { Contains: { } text, NotContains: { } other } when text.Contains(other, StringComparison.Ordinal) =>
            ($"No answer can contain '{Excerpt.Of(text)}' and not '{Excerpt.Of(other)}'.", "Remove contains or not_contains."),
        _ => null,
    };
}
