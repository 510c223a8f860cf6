using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Chat;

/// <summary>Answers <c>/v1/chat/completions</c>.</summary>
internal sealed class ChatEndpoint(SimulatedModel model)
{
    private readonly ChatComposer _composer = new(model);

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        model.FailSometimes();
        var (sampling, reply) = await ComposeAsync(http);
        var run = model.Start(http, Enumerable.Repeat(reply.Prompt, reply.Answers.Count).ToArray(), reply.Answers, sampling);
        if (sampling.Stream)
        {
            await run.StreamAsync(new ChatStream(http, reply, sampling).SendAsync);
        }
        else
        {
            await run.CompleteAsync();
            await Reply.JsonAsync(http, 200, reply, ChatReply.Write);
        }
    }

    // The body is given back before the first token: a thousand open streams shall not hold a thousand requests.
    private async ValueTask<(SamplingRequest Sampling, ChatReply Reply)> ComposeAsync(HttpContext http)
    {
        using var body = await JsonBody.ReadAsync(http.Request);
        var request = ChatRequest.Read(body.Root, model.Options.AutoToolChoice);
        var name = model.Resolve(request.Model);
        var prompt = ChatTemplate.Render(model.Vocabulary, request.Messages, ChatComposer.Describe(request.Tools));
        var limits = request.Sampling.ToLimits(prompt.Count, model.Options.MaxModelLength);
        var answers = model.RandomFor(prompt, request.Sampling.Seed)
            .Split(request.Sampling.N, random => _composer.Compose(request.Messages, request.Tools, request.Format, random, limits));
        return (request.Sampling, new ChatReply(ResponseHead.New(http, "chatcmpl-", name), prompt, answers, request.Tools.IsNamed, model.Vocabulary, request.Logprobs));
    }
}
