using AiStack.Core;

namespace AiStack.Components.Apisix;

/// <summary>An AI gateway: routes to models and providers with policies that hold for all of them.</summary>
public sealed record AiGatewaySpec : Spec
{
    /// <summary>Key that callers present, as header <c>apikey</c> or <c>Authorization: Bearer</c>.</summary>
    /// <value>Key <c>key</c>. <see langword="null"/> (default): none is asked for, unless <see cref="ApiKeys"/> has some.</value>
    public SecretReference? ApiKey { get; init; }

    /// <summary>Keys of several consumers, by their names, in place of the one key.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, SecretReference?> ApiKeys { get; init; } = new Dictionary<string, SecretReference?>();

    /// <summary>Which web pages may call the gateway.</summary>
    /// <value><see langword="null"/> (default): none of another origin.</value>
    public CorsSpec? Cors { get; init; }

    /// <summary>How many requests are let through.</summary>
    /// <value><see langword="null"/> (default): all.</value>
    public RequestLimit? RateLimiting { get; init; }

    /// <summary>Addresses that may call: IPv4 or IPv6 ranges or single ones. Works only where the gateway sees them (<see cref="ApisixSpec.ExternalTraffic"/>).</summary>
    /// <value><see langword="null"/> (default): any.</value>
    public IReadOnlyList<string>? IpWhitelist { get; init; }

    /// <summary>How long the gateway waits for a model to begin or go on with its answer.</summary>
    /// <value>Default: 60 s; at most 10 min.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether callers need a key.</summary>
    public bool HasKeys => ApiKey is not null || ApiKeys.Count > 0;
}
