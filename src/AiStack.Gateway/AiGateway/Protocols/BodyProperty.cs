using System.Text.Json;

namespace AiStack.Gateway.AiGateway.Protocols;

/// <summary>A property of a body.</summary>
/// <param name="Name">Which it is.</param>
/// <param name="Whole">Where name and value stand in the body that came.</param>
/// <param name="Value">Where the value stands.</param>
/// <param name="Type">What the value begins with; <see cref="JsonTokenType.None"/>: the property was not in the body that came.</param>
internal sealed record BodyProperty(BodyPropertyName Name, Range Whole, Range Value, JsonTokenType Type)
{
    /// <summary>What stands in its place.</summary>
    /// <value><see langword="null"/> (default): what came.</value>
    public ReadOnlyMemory<byte>? NewValue { get; init; }
}
