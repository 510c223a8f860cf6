using System.Text.Json;

namespace Aspire.Hosting.Dcp.Objects;

/// <summary>A line of a watch: what happened, and to which object.</summary>
internal sealed record DcpWatchEvent
{
    /// <value><c>ADDED</c>, <c>MODIFIED</c>, <c>DELETED</c>, <c>BOOKMARK</c> or <c>ERROR</c>.</value>
    public required string Type { get; init; }

    public JsonElement Object { get; init; }
}

/// <summary>A list of objects of which only the names matter.</summary>
internal sealed record DcpNameList
{
    public IReadOnlyList<DcpNamed> Items { get; init; } = [];
}

internal sealed record DcpNamed
{
    public required DcpMetadata Metadata { get; init; }
}
