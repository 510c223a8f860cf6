using System.Diagnostics;
using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of a resource: its name, protocol and ports.</summary>
/// <remarks><see cref="Port"/> is what others connect to, <see cref="TargetPort"/> what the program listens on. Between them stands the engine's proxy, unless there is none.</remarks>
[DebuggerDisplay("{Name,nq} {UriScheme,nq} {Port} -> {TargetPort}")]
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private string? _transport;
    private int? _port;
    private int? _targetPort;
    private bool? _tlsEnabled;

    /// <summary>Describes an endpoint.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">Scheme of its URLs. <see langword="null"/>: <c>tcp</c> or <c>udp</c>.</param>
    /// <param name="transport">What is spoken: <c>http</c>, <c>http2</c>, <c>tcp</c> … <see langword="null"/>: follows from scheme and protocol.</param>
    /// <param name="name">Its name. <see langword="null"/>: the scheme.</param>
    /// <param name="port">What others connect to. <see langword="null"/>: a free one.</param>
    /// <param name="targetPort">What the program listens on. <see langword="null"/>: a free one.</param>
    /// <param name="isExternal">Whether it is meant for the outside world when published. <see langword="null"/>: no.</param>
    /// <param name="isProxied">Whether the engine puts its proxy in front. <see langword="null"/>: yes.</param>
    /// <exception cref="ArgumentException">The name breaks the rules for names.</exception>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        [EndpointName] string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
#pragma warning disable CA1308 // URL schemes are lower case.
        uriScheme ??= protocol.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        name ??= uriScheme;
        ModelName.ValidateName(nameof(EndpointAnnotation), name);

        Protocol = protocol;
        UriScheme = uriScheme;
        Name = name;
        IsExternal = isExternal ?? false;
        IsExplicitlyProxied = isProxied;
        _transport = transport;
        _port = port;
        _targetPort = targetPort;
    }

    /// <summary>The endpoint's name, unique within the resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    internal ProtocolType Protocol { get; set; }

    /// <summary>What others connect to.</summary>
    /// <value><see langword="null"/>: a free one. Without a proxy it is the same as <see cref="TargetPort"/> unless set.</value>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        set => _port = value;
    }

    /// <summary>What the program listens on.</summary>
    /// <value><see langword="null"/>: a free one. Without a proxy it is the same as <see cref="Port"/> unless set.</value>
    internal int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        set => _targetPort = value;
    }

    /// <summary>Scheme of the endpoint's URLs.</summary>
    internal string UriScheme { get; set; }

    /// <summary>The address the program listens on.</summary>
    /// <value><c>localhost</c> by default.</value>
    internal string TargetHost { get; set; } = KnownHostNames.Localhost;

    /// <summary>What is spoken.</summary>
    /// <value><c>http</c> for the schemes http and https, else the protocol's name, unless set.</value>
    internal string Transport
    {
#pragma warning disable CA1308 // Transport names are lower case.
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
#pragma warning restore CA1308
        set => _transport = value;
    }

    /// <summary>Whether the endpoint is meant for the outside world when published.</summary>
    internal bool IsExternal { get; set; }

    /// <summary>Whether the engine puts its proxy in front, so that the address is known before the program runs.</summary>
    /// <value><see langword="true"/> by default.</value>
    internal bool IsProxied
    {
        get => IsExplicitlyProxied ?? true;
        set => IsExplicitlyProxied = value;
    }

    /// <summary>What was said about the proxy.</summary>
    /// <value><see langword="null"/> (default): nothing.</value>
    internal bool? IsExplicitlyProxied { get; set; }

    /// <summary>Whether connections are encrypted.</summary>
    /// <value>Follows from the scheme unless set.</value>
    internal bool TlsEnabled
    {
        get => _tlsEnabled ?? UriScheme.Equals("https", StringComparison.OrdinalIgnoreCase);
        set => _tlsEnabled = value;
    }

    /// <summary>Where the endpoint is, seen from this machine.</summary>
    /// <value><see langword="null"/>: not known yet.</value>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => AllAllocatedEndpoints.In(KnownNetworkIdentifiers.LocalhostNetwork) is { IsValueSet: true } snapshot
            ? snapshot.GetValueAsync().GetAwaiter().GetResult()
            : null;
        set
        {
            var snapshot = AllAllocatedEndpoints.In(KnownNetworkIdentifiers.LocalhostNetwork);
            if (value is null)
            {
                snapshot.SetException(new InvalidOperationException($"The endpoint `{Name}` is not allocated."));
            }
            else
            {
                snapshot.SetValue(value);
            }
        }
    }

    /// <summary>Where the endpoint is, seen from each network.</summary>
    public NetworkEndpointSnapshotList AllAllocatedEndpoints { get; } = new();
}
