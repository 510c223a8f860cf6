using AiStack.Simulator.Chat;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Responses;

/// <summary>Answers <c>/v1/responses</c>.</summary>
internal sealed class ResponsesEndpoint(SimulatedModel model)
{
    private readonly ChatComposer _composer = new(model);

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        model.FailSometimes();
        var (sampling, prompt, response) = await ComposeAsync(http);
        var run = model.Start(http, [prompt], [response.Answer], sampling);
        if (sampling.Stream)
        {
            await run.StreamAsync(new ResponseStream(http, response).SendAsync);
        }
        else
        {
            await run.CompleteAsync();
            await Reply.JsonAsync(http, 200, response, ResponseObject.Write);
        }
    }

    private async ValueTask<(SamplingRequest Sampling, List<int> Prompt, ResponseObject Response)> ComposeAsync(HttpContext http)
    {
        using var body = await JsonBody.ReadAsync(http.Request);
        var request = ResponsesRequest.Read(body.Root, model.Options.AutoToolChoice);
        var name = model.Resolve(request.Model);
        var prompt = ChatTemplate.Render(model.Vocabulary, request.Messages, ChatComposer.Describe(request.Tools));
        var limits = request.Sampling.ToLimits(prompt.Count, model.Options.MaxModelLength);
        var answer = _composer.Compose(request.Messages, request.Tools, request.Format, model.RandomFor(prompt, request.Sampling.Seed), limits);
        var itemId = ResponseIds.Random(answer.ToolCall is null ? "msg_" : "fc_");
        var response = new ResponseObject(ResponseIds.New("resp_", http), itemId, name, DateTimeOffset.UtcNow.ToUnixTimeSeconds(), prompt.Count, answer, request.Repeated);
        return (request.Sampling, prompt, response);
    }
}
