using System.Net;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>Address lists can work, and each of their ranges does something.</summary>
internal sealed class AddressListRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (gateway, spec) in stack.Of<AiGatewaySpec>())
        {
            if (spec.IpWhitelist is null)
            {
                continue;
            }

            if (stack.ParentOf(gateway).Spec is ApisixSpec { ExternalTraffic: false })
            {
                yield return ApisixProblems.HiddenAddresses.At(Place(gateway),
                    $"{gateway} lets only some addresses through, and '{gateway.ParentName}' does not see its callers' addresses: the cluster may put a node's in their place.",
                    $"Add `external_traffic: true` to '{gateway.ParentName}'.");
            }

            foreach (var problem in CheckRanges(gateway, spec.IpWhitelist))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<Problem> CheckRanges(Component gateway, IReadOnlyList<string> list)
    {
        var ranges = list.Select((text, index) => (Text: text, Index: index, IsRange: AddressRange.TryParse(text ?? "", out var range, out _), Range: range)).Where(entry => entry.IsRange).ToList();

        // Wider ones first, so that each range has only those before it that could hold it.
        var kept = new HashSet<IPNetwork>();
        foreach (var entry in ranges.OrderBy(entry => entry.Range.PrefixLength))
        {
            if (entry.Range.PrefixLength == 0)
            {
                yield return ApisixProblems.EveryAddress.At(Place(gateway, entry.Index), $"{entry.Text} in the list of {gateway} is every address of its kind.", "Name the networks that may call.");
            }

            if (WiderOf(entry.Range, kept) is { } wider)
            {
                yield return ApisixProblems.RedundantRange.At(Place(gateway, entry.Index), $"{entry.Text} in the list of {gateway} lies in {wider}, which is in the list too.", $"Remove {entry.Text}, or narrow {wider}.");
            }

            kept.Add(entry.Range);
        }
    }

    // One look-up per length of prefix, whatever the length of the list.
    private static IPNetwork? WiderOf(IPNetwork range, HashSet<IPNetwork> kept)
    {
        for (var length = range.PrefixLength; length >= 0; length--)
        {
            var wider = AddressRange.Containing(range.BaseAddress, length);
            if (kept.Contains(wider))
            {
                return wider;
            }
        }

        return null;
    }

    // The list may have been given by its other name.
    private static Place Place(Component gateway, int? index = null)
    {
        var name = gateway.Source.OfName("whitelist") == gateway.Source.Of() ? "ip_whitelist" : "whitelist";
        return index is { } at ? gateway.Source.Of(name, $"[{at}]") : gateway.Source.Of(name);
    }
}
