using AiStack.Simulator.Chat;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Embeddings;

/// <summary>Answers <c>/v1/embeddings</c>.</summary>
internal sealed class EmbeddingsEndpoint(SimulatedModel model)
{
    private readonly Vectorizer _vectorizer = Vectorizer.For(model.Options);

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        model.FailSometimes();
        var (inputs, name, dimensions, asBase64) = await ReadAsync(http);
        await model.StartPooling(http, [.. inputs.Select(input => input.Ids.Count)]).CompleteAsync();
        var reply = new EmbeddingReply(
            ResponseIds.New("embd-", http),
            name,
            DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            inputs.Sum(input => input.Ids.Count),
            [.. inputs.Select(input => Vectorizer.Shorten(_vectorizer.Embed(input.Text), dimensions))],
            asBase64);
        await Reply.JsonAsync(http, 200, reply, EmbeddingReply.Write);
    }

    private async ValueTask<(IReadOnlyList<PromptInput> Inputs, string Model, int Dimensions, bool AsBase64)> ReadAsync(HttpContext http)
    {
        using var body = await JsonBody.ReadAsync(http.Request);
        var root = body.Root;
        var name = model.Resolve(root.GetString("model"));
        var fit = PoolingInputs.Read(root, model);
        var inputs = root.Get("messages") is { } messages ? [ReadMessages(messages)] : PromptInput.ReadAll(root.Need("input"), model.Vocabulary);
        var format = root.GetString("encoding_format") ?? "float";
        return format is "float" or "base64"
            ? ([.. inputs.Select(fit.Fit)], name, ReadDimensions(root), format == "base64")
            : throw root.Need("encoding_format").Problem("literal_error", "Input should be float or base64");
    }

    // A conversation is embedded as the prompt that a generating model would see.
    private PromptInput ReadMessages(Fields messages)
    {
        List<ChatMessage> conversation = [.. messages.Items().Select(ChatMessage.Read)];
        return new PromptInput(string.Join('\n', conversation.Select(message => message.Text)), ChatTemplate.Render(model.Vocabulary, conversation, askForAnswer: false));
    }

    private int ReadDimensions(Fields root)
    {
        if (root.GetInt("dimensions") is not { } dimensions)
        {
            return model.Options.VectorSize;
        }

        if (!model.Options.Matryoshka)
        {
            throw RequestProblem.BadRequest(
                $"Model \"{model.Options.Model}\" does not support matryoshka representation, changing output dimensions will lead to poor results.", "dimensions");
        }

        return dimensions >= 1 && dimensions <= model.Options.VectorSize
            ? dimensions
            : throw RequestProblem.BadRequest($"dimensions must be from 1 to {model.Options.VectorSize}, got {dimensions}.", "dimensions");
    }
}
