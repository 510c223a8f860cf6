using AiStack.Core.Checks;

namespace AiStack.Components.Apisix;

/// <summary>What is checked about gateways beyond the single property.</summary>
internal static class ApisixRules
{
    public static IReadOnlyList<IRule> All { get; } = [];
}
