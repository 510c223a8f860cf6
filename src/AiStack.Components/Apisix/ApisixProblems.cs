using AiStack.Core.Problems;

namespace AiStack.Components.Apisix;

/// <summary>What can be wrong with gateways and their routes.</summary>
internal static class ApisixProblems
{
    public static ProblemKind AddressRange { get; } = new("AIS270", Severity.Error, "Not an address range",
        "Address lists take IPv4 and IPv6 ranges in the usual notation, `10.0.0.0/8` or `2001:db8::/32`, or single addresses.\nThe bits behind the prefix are zero: write `10.1.0.0/16`, not `10.1.2.3/16`.");

    public static ProblemKind BrokenSeconds { get; } = new("AIS279", Severity.Error, "Window is not in whole seconds",
        "APISIX counts windows of time in whole seconds. Write `1s` or more without a fraction: `90s`, `5m`.");

    public static IReadOnlyList<ProblemKind> All { get; } = [AddressRange, BrokenSeconds];
}
