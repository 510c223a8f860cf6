using System.Net;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>Address lists can work, and each of their ranges does something.</summary>
internal sealed class AddressListRule : IRule
{
    // Private networks, carrier NAT and unique local addresses: where clusters take the addresses of pods from.
    private static readonly IPNetwork[] s_private = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("fc00::/7")];

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

            if (stack.LinksTo(gateway).FirstOrDefault() is { } caller && !spec.IpWhitelist.Any(IsPrivate))
            {
                yield return AiRouteProblems.InnerCallersShutOut.At(Place(gateway), $"{caller.From} calls {gateway} from a pod's address, and no range of the list holds one.", "Add the cluster's pod network, such as 10.0.0.0/8.");
            }

            foreach (var problem in CheckRanges(gateway, spec.IpWhitelist))
            {
                yield return problem;
            }
        }
    }

    // What cannot be read is another problem, and may be meant for pods.
    private static bool IsPrivate(string? text) => !AddressRange.TryParse(text ?? "", out var range, out _) || s_private.Any(known => known.Contains(range.BaseAddress) || range.Contains(known.BaseAddress));

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
