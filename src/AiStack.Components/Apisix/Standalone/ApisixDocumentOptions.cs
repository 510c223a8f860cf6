namespace AiStack.Components.Apisix.Standalone;

/// <summary>What a document says beside what the stack does: it depends on who reads it, and where.</summary>
public sealed record ApisixDocumentOptions
{
    /// <summary>Whether routes to web applications are in it.</summary>
    /// <value>Default: yes. No where these do not run; their addresses are not asked for then.</value>
    public bool HasApplications { get; init; } = true;

    /// <summary>Whether limits are counted in the gateway's own memory although the stack has a redis for them.</summary>
    /// <value>Default: no. Yes where redis does not run; its address is not asked for then.</value>
    public bool CountsInMemory { get; init; }

    /// <summary>Certificate of the gateway's hosts.</summary>
    /// <value><see langword="null"/> (default): it answers plain HTTP only.</value>
    public HostCertificate? Certificate { get; init; }
}
