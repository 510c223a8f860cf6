using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiStack.Gateway.Router;

/// <summary>One entry of a backend's model list.</summary>
internal sealed record ServedModel
{
    /// <summary>Name a request asks for.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Always <c>model</c>.</summary>
    [JsonPropertyName("object")]
    public string Object { get; } = "model";

    /// <summary>Unix time in seconds.</summary>
    [JsonPropertyName("created")]
    public long Created { get; init; }

    /// <summary>Who serves it.</summary>
    [JsonPropertyName("owned_by")]
    public string OwnedBy { get; init; } = "vllm";

    /// <summary>What was loaded, when the name is another.</summary>
    [JsonPropertyName("root")]
    public string? Root { get; init; }

    /// <summary>The model a LoRA adapter adapts.</summary>
    [JsonPropertyName("parent")]
    public string? Parent { get; init; }

    /// <summary>Longest prompt plus answer in tokens, when the backend says so.</summary>
    [JsonPropertyName("max_model_len")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MaxModelLength { get; init; }

    /// <summary>Reads a backend's answer to <c>GET /v1/models</c>.</summary>
    /// <exception cref="JsonException">Not a model list.</exception>
    public static IReadOnlyList<ServedModel> ParseList(ReadOnlySpan<byte> json)
    {
        var list = JsonSerializer.Deserialize(json, ServedModelJson.Default.ServedModelList);
        return list?.Data ?? throw new JsonException("The model list has no 'data'.");
    }
}
