using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Units;

namespace AiStack.Components.Apisix.Rules;

/// <summary>A gateway waits as long as models take, and not longer than it can.</summary>
internal sealed class TimeoutRule : IRule
{
    private static readonly TimeSpan s_usualAnswer = TimeSpan.FromSeconds(30);

    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (gateway, spec) in stack.Of<AiGatewaySpec>())
        {
            if (spec.Timeout > ApisixFacts.LongestTimeout)
            {
                yield return ApisixProblems.TimeoutTooLong.At(gateway.Source.Of("apisix_timeout"), $"{gateway} is to wait {Duration.Format(spec.Timeout)}, and APISIX waits at most {Duration.Format(ApisixFacts.LongestTimeout)}.", "Write 10m or less.");
            }
            else if (spec.Timeout > TimeSpan.Zero && spec.Timeout < s_usualAnswer)
            {
                yield return ApisixProblems.TimeoutShort.At(gateway.Source.Of("apisix_timeout"), $"{gateway} gives up after {Duration.Format(spec.Timeout)}; answers of models often take 30s and more.", "Write 60s or more.");
            }
        }
    }
}
