using System.Text.Json;
using AiStack.Simulator.CommandLine;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Serving;

/// <summary>Answers <c>/v1/models</c> and <c>/v1/models/{id}</c>.</summary>
internal sealed class ModelsEndpoint(ServerOptions options)
{
    /// <summary>Path below which single models are.</summary>
    public const string Prefix = "/v1/models/";

    private readonly long _created = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    /// <summary>Lists the names of the model.</summary>
    public Task ListAsync(HttpContext http) => Reply.JsonAsync(http, 200, this, static (json, self) =>
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (var name in self.Options.ServedNames)
        {
            self.Write(json, name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Describes one name.</summary>
    public Task GetAsync(HttpContext http)
    {
        // Clients write the slash of a name such as org/model as %2F, which the server leaves as it is.
        var name = Uri.UnescapeDataString(http.Request.Path.Value![Prefix.Length..]);
        return options.ServedNames.Contains(name, StringComparer.Ordinal)
            ? Reply.JsonAsync(http, 200, (Self: this, Name: name), static (json, state) => state.Self.Write(json, state.Name))
            : throw RequestProblem.UnknownModel(name);
    }

    private ServerOptions Options => options;

    private void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, name);
        json.WriteString("object"u8, "model"u8);
        json.WriteNumber("created"u8, _created);
        json.WriteString("owned_by"u8, "vllm"u8);
        json.WriteString("root"u8, options.Model);
        json.WriteNull("parent"u8);
        json.WriteNumber("max_model_len"u8, options.MaxModelLength);
        json.WriteStartArray("permission"u8);
        WritePermission(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WritePermission(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, ResponseIds.Random("modelperm-"));
        json.WriteString("object"u8, "model_permission"u8);
        json.WriteNumber("created"u8, _created);
        json.WriteBoolean("allow_create_engine"u8, false);
        json.WriteBoolean("allow_sampling"u8, true);
        json.WriteBoolean("allow_logprobs"u8, true);
        json.WriteBoolean("allow_search_indices"u8, false);
        json.WriteBoolean("allow_view"u8, true);
        json.WriteBoolean("allow_fine_tuning"u8, false);
        json.WriteString("organization"u8, "*"u8);
        json.WriteNull("group"u8);
        json.WriteBoolean("is_blocking"u8, false);
        json.WriteEndObject();
    }
}
