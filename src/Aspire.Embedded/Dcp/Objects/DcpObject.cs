namespace Aspire.Hosting.Dcp.Objects;

/// <summary>What all of DCP's objects have. Only fields that are used are declared; DCP keeps the others.</summary>
internal abstract record DcpObject
{
    internal const string Group = "usvc-dev.developer.microsoft.com";
    internal const string Version = "v1";

    public string ApiVersion { get; init; } = $"{Group}/{Version}";

    public string Kind { get; init; } = "";

    public required DcpMetadata Metadata { get; init; }
}

/// <summary>An object type knows how it is addressed.</summary>
internal interface IDcpObject<TSelf> where TSelf : DcpObject, IDcpObject<TSelf>
{
    static abstract string KindName { get; }

    static abstract string Plural { get; }
}

internal sealed record DcpMetadata
{
    public required string Name { get; init; }

    public Dictionary<string, string>? Annotations { get; init; }

    public DateTimeOffset? DeletionTimestamp { get; init; }
}

internal sealed record DcpVariable
{
    public required string Name { get; init; }

    public string? Value { get; init; }
}
