namespace AiStack.Core.Values;

/// <summary>Part of the address of an endpoint.</summary>
public enum EndpointProperty
{
    /// <summary>Scheme, host and port, without a slash at the end: <c>http://qdrant.qdrant.svc:6333</c>.</summary>
    Url,

    /// <summary>Host alone.</summary>
    Host,

    /// <summary>Port alone.</summary>
    Port,

    /// <summary>Host, colon and port.</summary>
    HostAndPort,
}
