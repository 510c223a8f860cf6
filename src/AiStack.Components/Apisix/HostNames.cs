using AiStack.Core;

namespace AiStack.Components.Apisix;

/// <summary>Hosts that routes answer at.</summary>
public static class HostNames
{
    /// <summary>Domain of a laptop's hosts: browsers and curl take every name below it for the machine that they run on.</summary>
    public const string LocalDomain = "localhost";

    /// <summary>The host in the cluster.</summary>
    /// <returns><see langword="null"/>: the stack has no domain.</returns>
    public static string? InCluster(Stack stack, string subdomain)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Spec.Domain is { } domain ? $"{subdomain}.{domain}" : null;
    }

    /// <summary>The hosts on a laptop: the local one, and the real one for whoever sends it as header.</summary>
    public static IReadOnlyList<string> OnLaptop(Stack stack, string subdomain) =>
        InCluster(stack, subdomain) is { } host ? [$"{subdomain}.{LocalDomain}", host] : [$"{subdomain}.{LocalDomain}"];
}
