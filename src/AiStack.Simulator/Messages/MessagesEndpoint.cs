using AiStack.Simulator.Chat;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Messages;

/// <summary>Answers <c>/v1/messages</c>: Anthropic's protocol in front of what chat says.</summary>
internal sealed class MessagesEndpoint(SimulatedModel model)
{
    private readonly ChatComposer _composer = new(model);

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        model.FailSometimes();
        var (sampling, prompt, reply) = await ComposeAsync(http);
        var run = model.Start(http, [prompt], [reply.Answer], sampling);
        if (sampling.Stream)
        {
            await run.StreamAsync(new MessageStream(http, reply).SendAsync);
        }
        else
        {
            await run.CompleteAsync();
            await Reply.JsonAsync(http, 200, reply, MessageReply.Write);
        }
    }

    private async ValueTask<(SamplingRequest Sampling, List<int> Prompt, MessageReply Reply)> ComposeAsync(HttpContext http)
    {
        using var body = await JsonBody.ReadAsync(http.Request);
        var request = MessagesRequest.Read(body.Root, model.Options.AutoToolChoice);
        var name = model.Resolve(request.Model);
        var prompt = ChatTemplate.Render(model.Vocabulary, request.Messages, ChatComposer.Describe(request.Tools));
        var limits = request.Sampling.ToLimits(prompt.Count, model.Options.MaxModelLength);
        // One of one: chat answers the same prompt in the same words.
        var answer = model.RandomFor(prompt, request.Sampling.Seed)
            .Split(1, random => _composer.Compose(request.Messages, request.Tools, request.Format, random, limits))[0];
        return (request.Sampling, prompt, new MessageReply(ResponseIds.New("chatcmpl-", http), name, prompt.Count, answer, request.Tools.IsNamed));
    }
}
