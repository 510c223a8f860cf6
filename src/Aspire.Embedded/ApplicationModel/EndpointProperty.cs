namespace Aspire.Hosting.ApplicationModel;

/// <summary>The parts of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary>Scheme, host and port.</summary>
    Url,

    /// <summary>Host name or address.</summary>
    Host,

    /// <summary>The host as an IPv4 address, for programs that take <c>localhost</c> for <c>::1</c>.</summary>
    IPV4Host,

    /// <summary>The port others connect to.</summary>
    Port,

    /// <summary>The scheme.</summary>
    Scheme,

    /// <summary>The port the program listens on.</summary>
    TargetPort,

    /// <summary>Host and port, separated by a colon.</summary>
    HostAndPort,

    /// <summary><c>True</c> or <c>False</c>: whether connections are encrypted.</summary>
    TlsEnabled,
}
