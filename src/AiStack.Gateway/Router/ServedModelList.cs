using System.Text.Json.Serialization;

namespace AiStack.Gateway.Router;

/// <summary>The answer to <c>GET /v1/models</c>.</summary>
/// <param name="Data">The models.</param>
internal sealed record ServedModelList([property: JsonPropertyName("data")] IReadOnlyList<ServedModel> Data)
{
    /// <summary>Always <c>list</c>.</summary>
    [JsonPropertyName("object")]
    [JsonPropertyOrder(-1)]
    public string Object { get; } = "list";
}
