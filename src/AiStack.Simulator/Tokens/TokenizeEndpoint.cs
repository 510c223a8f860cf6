using System.Text.Json;
using AiStack.Simulator.Chat;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Tokens;

/// <summary>Answers <c>/tokenize</c>: a text or a conversation as tokens.</summary>
internal sealed class TokenizeEndpoint(SimulatedModel model)
{
    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var (ids, strings) = await ReadAsync(http);
        await Reply.JsonAsync(http, 200, (Ids: ids, Strings: strings, model.Options.MaxModelLength), static (json, tokens) =>
        {
            json.WriteStartObject();
            json.WriteNumber("count"u8, tokens.Ids.Count);
            json.WriteNumber("max_model_len"u8, tokens.MaxModelLength);
            json.WriteStartArray("tokens"u8);
            tokens.Ids.ForEach(json.WriteNumberValue);
            json.WriteEndArray();
            WriteStrings(json, tokens.Strings);
            json.WriteEndObject();
        });
    }

    private static void WriteStrings(Utf8JsonWriter json, IReadOnlyList<string>? strings)
    {
        if (strings is null)
        {
            json.WriteNull("token_strs"u8);
            return;
        }

        json.WriteStartArray("token_strs"u8);
        foreach (var text in strings)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private async ValueTask<(List<int> Ids, IReadOnlyList<string>? Strings)> ReadAsync(HttpContext http)
    {
        using var body = await JsonBody.ReadAsync(http.Request);
        var root = body.Root;
        model.Resolve(root.GetString("model"));
        var ids = root.Get("messages") is { } messages
            ? ChatTemplate.Render(model.Vocabulary, [.. messages.Items().Select(ChatMessage.Read)], askForAnswer: root.Get("add_generation_prompt")?.AsBool() ?? true)
            : [.. model.Vocabulary.Encode(root.Need("prompt").AsString())];
        return (ids, root.GetBool("return_token_strs") ? [.. ids.Select(id => model.Vocabulary.Decode([id]))] : null);
    }
}
