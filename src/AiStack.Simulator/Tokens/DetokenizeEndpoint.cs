using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Tokens;

/// <summary>Answers <c>/detokenize</c>: tokens as text.</summary>
internal sealed class DetokenizeEndpoint(SimulatedModel model)
{
    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        await Reply.JsonAsync(http, 200, await ReadAsync(http), static (json, text) =>
        {
            json.WriteStartObject();
            json.WriteString("prompt"u8, text);
            json.WriteEndObject();
        });
    }

    private async ValueTask<string> ReadAsync(HttpContext http)
    {
        using var body = await JsonBody.ReadAsync(http.Request);
        model.Resolve(body.Root.GetString("model"));
        return model.Vocabulary.Decode([.. body.Root.Need("tokens").Items().Select(token => token.AsInt())]);
    }
}
