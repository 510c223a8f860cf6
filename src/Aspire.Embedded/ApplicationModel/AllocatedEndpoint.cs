using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address and port that an endpoint has turned out to have, seen from one network.</summary>
[DebuggerDisplay("{UriString,nq}")]
public class AllocatedEndpoint
{
    /// <summary>Creates the allocation of an endpoint that listens on one address, seen from this machine.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="address">Host name or IP address.</param>
    /// <param name="port">The port others connect to.</param>
    /// <param name="targetPortExpression">What a program is told to listen on: a number, or an expression that the engine fills in.</param>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
        : this(endpoint, address, port, EndpointBindingMode.SingleAddress, targetPortExpression)
    {
    }

    /// <summary>Creates the allocation of an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="address">Host name or IP address.</param>
    /// <param name="port">The port others connect to.</param>
    /// <param name="bindingMode">Which addresses the program listens on.</param>
    /// <param name="targetPortExpression">What a program is told to listen on: a number, or an expression that the engine fills in.</param>
    /// <param name="networkId">The network that the address belongs to. <see langword="null"/>: this machine.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is not a port number.</exception>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, EndpointBindingMode bindingMode, string? targetPortExpression = null, NetworkIdentifier? networkId = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentException.ThrowIfNullOrEmpty(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);

        Endpoint = endpoint;
        Address = address;
        Port = port;
        BindingMode = bindingMode;
        TargetPortExpression = targetPortExpression;
        NetworkID = networkId ?? KnownNetworkIdentifiers.LocalhostNetwork;
    }

    /// <summary>The endpoint.</summary>
    internal EndpointAnnotation Endpoint { get; }

    /// <summary>Host name or IP address.</summary>
    internal string Address { get; }

    /// <summary>The port others connect to.</summary>
    internal int Port { get; }

    /// <summary>Which addresses the program listens on.</summary>
    internal EndpointBindingMode BindingMode { get; }

    /// <summary>What a program is told to listen on: a number, or an expression that the engine fills in.</summary>
    internal string? TargetPortExpression { get; }

    /// <summary>The network that the address belongs to.</summary>
    internal NetworkIdentifier NetworkID { get; }

    /// <summary>The endpoint's scheme.</summary>
    internal string UriScheme => Endpoint.UriScheme;

    /// <summary>Address and port.</summary>
    internal string EndPointString => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    /// <summary>Scheme, address and port, without a path.</summary>
    internal string UriString => $"{UriScheme}://{EndPointString}";

    /// <inheritdoc/>
    public override string ToString() => UriString;
}
