using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Completions;

/// <summary>Answers <c>/v1/completions</c>.</summary>
internal sealed class CompletionsEndpoint(SimulatedModel model)
{
    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        model.FailSometimes();
        var (request, reply) = await ComposeAsync(http);
        var promptTokens = request.Prompts.SelectMany(prompt => Enumerable.Repeat(prompt.Ids, request.Sampling.N)).ToArray();
        var run = model.Start(http, promptTokens, reply.Answers, request.Sampling);
        if (request.Sampling.Stream)
        {
            await run.StreamAsync(new CompletionStream(http, reply, request.Sampling).SendAsync);
        }
        else
        {
            await run.CompleteAsync();
            await Reply.JsonAsync(http, 200, reply, CompletionReply.Write);
        }
    }

    private async ValueTask<(CompletionRequest Request, CompletionReply Reply)> ComposeAsync(HttpContext http)
    {
        using var body = await JsonBody.ReadAsync(http.Request);
        var request = CompletionRequest.Read(body.Root, model.Vocabulary);
        var name = model.Resolve(request.Model);
        var answers = request.Prompts.SelectMany(prompt => Answer(prompt, request)).Select(answer => request.PromptOnly ? answer.Unsaid() : answer).ToArray();
        var echoes = request.Prompts.SelectMany(prompt => Enumerable.Repeat(request.Echo ? prompt : null, request.Sampling.N)).ToArray();
        var promptTokens = request.Prompts.Sum(prompt => prompt.Ids.Count);
        return (request, new CompletionReply(ResponseHead.New(http, "cmpl-", name), promptTokens, answers, echoes, model.Vocabulary, request.Logprobs, request.PromptOnly));
    }

    private Answer[] Answer(PromptInput prompt, CompletionRequest request)
    {
        var limits = request.Sampling.ToLimits(prompt.Ids.Count, model.Options.MaxModelLength);
        return model.RandomFor(prompt.Ids, request.Sampling.Seed).Split(request.Sampling.N, random =>
            request.Format.Compose(prompt.Text, random) is { } text ? model.Composer.Say(text, limits) : model.Composer.Tell(prompt.Text, random, limits));
    }
}
