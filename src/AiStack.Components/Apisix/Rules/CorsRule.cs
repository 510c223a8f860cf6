using System.Text.RegularExpressions;
using AiStack.Components.Apisix.Plugins;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Apisix.Rules;

/// <summary>What pages may do is what APISIX can be told, and lets them call.</summary>
internal sealed partial class CorsRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) =>
        from found in stack.Of<AiGatewaySpec>()
        where found.Spec.Cors is not null
        from problem in CheckOrigins(found.Component, found.Spec.Cors!).Concat(CheckUse(found.Component, found.Spec))
        select problem;

    private static IEnumerable<Problem> CheckOrigins(Component gateway, CorsSpec cors)
    {
        // What is no origin at all is reported with the property.
        var origins = cors.AllowOrigins ?? [];
        var odd = origins.Count == 1 && origins[0] is "*" or "null" ? null : origins.FirstOrDefault(origin => origin is "*" or "null" || (origin?.Contains("://", StringComparison.Ordinal) == true && !Listable().IsMatch(origin)));
        if (odd is not null)
        {
            yield return ApisixProblems.MixedOrigins.At(gateway.Source.Of("cors", "allow_origins"), $"{gateway} lists the origin '{odd}', which APISIX does not take {(origins.Count > 1 ? "beside others" : "in a list")}.",
                odd == "*" ? "Write `cors: true` for any page, or leave '*' out." : $"Leave '{odd}' out.");
        }
    }

    private static IEnumerable<Problem> CheckUse(Component gateway, AiGatewaySpec spec)
    {
        if (Lacks(spec.Cors!.AllowMethods, "POST"))
        {
            yield return ApisixProblems.UselessCors.At(gateway.Source.Of("cors", "allow_methods"), $"Pages may not send POST to {gateway}, and models are asked with nothing else.", "Add POST.");
        }

        var headers = spec.Cors.AllowHeaders;
        if (Lacks(headers, "Content-Type"))
        {
            yield return ApisixProblems.UselessCors.At(gateway.Source.Of("cors", "allow_headers"), $"Pages may not send JSON to {gateway}: allow_headers lacks Content-Type.", "Add Content-Type.");
        }

        if (spec.HasKeys && Lacks(headers, GatewayPolicies.KeyHeader) && Lacks(headers, "Authorization"))
        {
            yield return ApisixProblems.UselessCors.At(gateway.Source.Of("cors", "allow_headers"), $"{gateway} asks for a key, and pages may send neither header that takes one.", "Add Authorization, or apikey.");
        }
    }

    private static bool Lacks(IReadOnlyList<string>? allowed, string needed) => allowed is not null && !allowed.Contains("*") && !allowed.Contains(needed, StringComparer.OrdinalIgnoreCase);

    // As the schema of APISIX' plugin has it.
    [GeneratedRegex(@"^\w+://[^,]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Listable();
}
