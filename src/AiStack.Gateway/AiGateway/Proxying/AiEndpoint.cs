using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Protocols;

namespace AiStack.Gateway.AiGateway.Proxying;

/// <summary>Where requests of a route are sent: a server, each protocol to its path, or one address for all of them.</summary>
internal sealed class AiEndpoint
{
    private readonly Uri _server;
    private readonly Dictionary<AiProtocol, Uri>? _paths;

    private AiEndpoint(Uri server, bool isWhole)
    {
        _server = server;
        _paths = isWhole ? null : Enum.GetValues<AiProtocol>().Where(protocol => protocol != AiProtocol.PassThrough).ToDictionary(protocol => protocol, protocol => new Uri(server, AiProtocols.PathOf(protocol, "")));
    }

    /// <summary>Reads <c>override.endpoint</c>.</summary>
    /// <param name="endpoint">The endpoint; <see langword="null"/>: the provider's own.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="config">The plugin's configuration, for an error.</param>
    /// <exception cref="ConfigurationException">It is no address, or there is none.</exception>
    public static AiEndpoint Read(JsonSpot? endpoint, AiProvider provider, JsonSpot config)
    {
        if (endpoint is not { } given)
        {
            return provider.DefaultHost is { } host ? new(new Uri($"https://{host}"), isWhole: false)
                : throw new ConfigurationException($"{config.Path}: provider '{provider.Name}' has no address of its own. Say it in override.endpoint.");
        }

        var text = given.Text();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw given.Wrong("an address that begins with http:// or https://");
        }

        // A path, even a lone slash, takes the place of every protocol's own.
        return new(uri, text.IndexOf('/', uri.Scheme.Length + 3) >= 0);
    }

    /// <summary>The address that a request is sent to.</summary>
    /// <param name="protocol">Its protocol.</param>
    /// <param name="path">Its path.</param>
    public Uri UriFor(AiProtocol protocol, string path) =>
        _paths is null ? _server
        : _paths.TryGetValue(protocol, out var uri) ? uri
        // Not as a relative address: one that begins with two slashes would name another server, which then got the provider's key.
        : new UriBuilder(_server) { Path = new PathString(AiProtocols.PathOf(protocol, path)).ToUriComponent() }.Uri;
}
