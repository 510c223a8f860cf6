using AiStack.Core.Yaml;

namespace AiStack.Core.Policies;

/// <summary>A case for <c>aistack test-policies</c>: a request through an AI gateway, and what has to come back.</summary>
public sealed record PolicyCase : Spec
{
    /// <summary>What the case is called in the results: unique in a stack.</summary>
    public required string Name { get; init; }

    /// <summary>The AI gateway that is asked, as a link names it: <c>apisix/gate</c>.</summary>
    public required string Gateway { get; init; }

    /// <summary>The model or provider that the route leads to, as the gateway's link names it, or the subdomain of the route.</summary>
    /// <value><see langword="null"/> (default): the gateway's only route. One with several needs it said.</value>
    public string? Route { get; init; }

    /// <summary>The key that the caller presents: that of a gateway, its own or another one's.</summary>
    /// <value><see langword="null"/> (default): the caller presents none.</value>
    public SecretReference? Key { get; init; }

    /// <summary>The body of the request.</summary>
    /// <value><see langword="null"/>: what the <see cref="Prompt"/> becomes.</value>
    public MappingNode? Request { get; init; }

    /// <summary>What the user says in a chat of one message, or the text to be embedded where the route leads to an embedding model: the short form of <see cref="Request"/>.</summary>
    /// <value><see langword="null"/>: the request is written out.</value>
    public string? Prompt { get; init; }

    /// <summary>What has to come back.</summary>
    public required PolicyExpectation Expect { get; init; }
}
