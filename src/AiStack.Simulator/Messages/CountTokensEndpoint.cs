using AiStack.Simulator.Chat;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Messages;

/// <summary>Answers <c>/v1/messages/count_tokens</c>: how long the prompt of a request would be.</summary>
internal sealed class CountTokensEndpoint(SimulatedModel model)
{
    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http) => await Reply.JsonAsync(http, 200, await CountAsync(http), static (json, tokens) =>
    {
        json.WriteStartObject();
        json.WriteNumber("input_tokens"u8, tokens);
        json.WriteStartObject("context_management"u8);
        json.WriteNumber("original_input_tokens"u8, tokens);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private async ValueTask<int> CountAsync(HttpContext http)
    {
        using var body = await JsonBody.ReadAsync(http.Request);
        var name = MessagesRequest.ReadModel(body.Root);
        var messages = Conversation.Read(body.Root);
        var tools = MessageTools.Read(body.Root, model.Options.AutoToolChoice);
        model.Resolve(name);
        var prompt = ChatTemplate.Render(model.Vocabulary, messages, ChatComposer.Describe(tools));
        ContextLength.Check(prompt.Count, 0, model.Options.MaxModelLength, needsRoom: true);
        return prompt.Count;
    }
}
