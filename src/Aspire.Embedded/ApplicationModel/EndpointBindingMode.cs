namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which addresses a program listens on.</summary>
public enum EndpointBindingMode
{
    /// <summary>One address.</summary>
    SingleAddress,

    /// <summary>Every IPv4 and IPv6 address.</summary>
    DualStackAnyAddresses,

    /// <summary>Every IPv4 address.</summary>
    IPv4AnyAddresses,

    /// <summary>Every IPv6 address.</summary>
    IPv6AnyAddresses,
}
