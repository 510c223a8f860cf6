using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>Hosts that are exposed have certificates that clients trust.</summary>
internal sealed class CertificateRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var exposing = ExposedRoute.Of(stack).Select(route => route.Apisix).ToHashSet();
        return from found in stack.Of<ApisixSpec>()
               where found.Spec.Tls is null && !IsSaid(found.Component) && exposing.Contains(found.Component)
               select ApisixProblems.SelfSigned.At(found.Component.Source.Of(), $"{found.Component} has no issuer, so its hosts get self-signed certificates in the cluster.",
                   "Add `tls: { issuer: <name of a ClusterIssuer> }`.");
    }

    // What was said in a form that cannot be read has been reported already.
    private static bool IsSaid(Component apisix) => apisix.Source.OfName("tls") != apisix.Source.Of() && apisix.Source.Of("tls").File is not null;
}
