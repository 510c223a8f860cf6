using System.Net;

namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>Rules of NetworkPolicies.</summary>
internal static class NetworkPolicyRules
{
    /// <summary>Checks the spec of a NetworkPolicy.</summary>
    public static void Check(Field spec)
    {
        SelectorRules.Check(spec["podSelector"]);
        var types = spec["policyTypes"].Items.Select(type => type.Text).ToList();
        foreach (var (rules, peers, type) in ((string, string, string)[])[("ingress", "from", "Ingress"), ("egress", "to", "Egress")])
        {
            spec[rules].ReportIf(spec[rules].Items.Any() && types.Count > 0 && !types.Contains(type) ? $"These rules do nothing, since 'policyTypes' lacks '{type}'." : null);
            foreach (var rule in spec[rules].Items)
            {
                CheckRule(rule, peers);
            }
        }
    }

    private static void CheckRule(Field rule, string peers)
    {
        foreach (var peer in rule[peers].Items)
        {
            CheckPeer(peer);
        }

        foreach (var port in rule["ports"].Items)
        {
            port["port"].CheckPort();
            port["port"].ReportIf(port["port"].Text is { } name ? KubernetesNames.PortProblem(name) : null);
            port["endPort"].CheckPort();
            port["endPort"].ReportIf(port["endPort"].IsThere && !(port["endPort"].Number >= port["port"].Number) ? "'endPort' needs a 'port' that is a number and not larger." : null);
        }
    }

    private static void CheckPeer(Field peer)
    {
        SelectorRules.Check(peer["podSelector"]);
        SelectorRules.Check(peer["namespaceSelector"]);
        var hasSelector = peer["podSelector"].IsThere || peer["namespaceSelector"].IsThere;
        var block = peer["ipBlock"];
        peer.ReportIf(block.IsThere == hasSelector ? "A peer is either an 'ipBlock' or 'podSelector' and 'namespaceSelector', one of these or both." : null);
        if (block["cidr"].Text is not { } cidr)
        {
            return;
        }

        if (!IPNetwork.TryParse(cidr, out var range))
        {
            block["cidr"].Report($"'{cidr}' is no address range such as '10.0.0.0/8'.");
            return;
        }

        foreach (var hole in block["except"].Items)
        {
            hole.ReportIf(hole.Text is { } text && !(IPNetwork.TryParse(text, out var inner) && range.Contains(inner.BaseAddress) && inner.PrefixLength > range.PrefixLength) ? $"'{text}' is no address range inside of '{cidr}'." : null);
        }
    }
}
