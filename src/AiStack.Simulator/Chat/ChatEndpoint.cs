using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Chat;

/// <summary>Answers <c>/v1/chat/completions</c>.</summary>
internal sealed class ChatEndpoint(SimulatedModel model)
{
    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        model.FailSometimes();
        var (request, reply) = await ComposeAsync(http);
        var run = model.Start(http, reply.PromptTokens, reply.Answers, request.Sampling);
        if (request.Sampling.Stream)
        {
            await run.StreamAsync(new ChatStream(http, reply, request.Sampling).SendAsync);
        }
        else
        {
            await run.CompleteAsync();
            await Reply.JsonAsync(http, 200, reply, ChatReply.Write);
        }
    }

    private async ValueTask<(ChatRequest Request, ChatReply Reply)> ComposeAsync(HttpContext http)
    {
        using var body = await JsonBody.ReadAsync(http.Request);
        var request = ChatRequest.Read(body.Root);
        var name = model.Resolve(request.Model);
        var prompt = ChatTemplate.Render(model.Vocabulary, request.Messages);
        var limits = request.Sampling.ToLimits(prompt.Count, model.Options.MaxModelLength);
        var random = model.RandomFor(prompt, request.Sampling.Seed);
        var lastWords = request.Messages.LastOrDefault(message => message.Role == "user")?.Text ?? "";
        var answers = new Answer[request.Sampling.N];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = model.Composer.Tell(lastWords, random, limits);
            random = new SplitMix(random.Next());
        }

        return (request, new ChatReply(ResponseIds.New("chatcmpl-", http), name, DateTimeOffset.UtcNow.ToUnixTimeSeconds(), prompt.Count, answers));
    }
}
