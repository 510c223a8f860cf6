using System.Text.Json;

namespace AiStack.Simulator.Protocol;

/// <summary>What each response and each event of a stream begins with.</summary>
/// <param name="Id">Identifier of the response.</param>
/// <param name="Model">Name of the model that answers.</param>
/// <param name="Created">Seconds since the epoch.</param>
internal sealed record ResponseHead(string Id, string Model, long Created)
{
    /// <summary>A head for a response that begins now.</summary>
    public static ResponseHead New(HttpContext http, string idPrefix, string model) =>
        new(ResponseIds.New(idPrefix, http), model, DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    /// <summary>Writes the head's properties.</summary>
    public void Write(Utf8JsonWriter json, string objectName)
    {
        json.WriteString("id"u8, Id);
        json.WriteString("object"u8, objectName);
        json.WriteNumber("created"u8, Created);
        json.WriteString("model"u8, Model);
    }
}
