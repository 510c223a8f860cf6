using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Scoring;

/// <summary>Answers <c>/rerank</c>: documents in the order in which they fit a query, as Jina's and Cohere's clients ask for it.</summary>
internal sealed class RerankEndpoint(SimulatedModel model)
{
    private readonly PairScorer _scorer = new(model);

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        model.FailSometimes();
        var (name, texts, documents, most) = await ReadAsync(http);
        var scores = await _scorer.ScoreAsync(http, texts);
        var ranked = scores.Select((score, i) => (Index: i, Document: documents[i], Score: score)).OrderByDescending(result => result.Score).Take(most).ToArray();
        await Reply.JsonAsync(http, 200, (Id: ResponseIds.New("score-", http), Model: name, texts.Tokens, Ranked: ranked), static (json, reply) =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, reply.Id);
            json.WriteString("model"u8, reply.Model);
            json.WriteStartObject("usage"u8);
            json.WriteNumber("prompt_tokens"u8, reply.Tokens);
            json.WriteNumber("total_tokens"u8, reply.Tokens);
            json.WriteEndObject();
            json.WriteStartArray("results"u8);
            Array.ForEach(reply.Ranked, result => WriteResult(json, result.Index, result.Document, result.Score));
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteResult(Utf8JsonWriter json, int index, string document, double score)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteStartObject("document"u8);
        json.WriteString("text"u8, document);
        json.WriteNull("multi_modal"u8);
        json.WriteEndObject();
        json.WriteNumber("relevance_score"u8, score);
        json.WriteEndObject();
    }

    private async ValueTask<(string Model, TextPairs Texts, string[] Documents, int Most)> ReadAsync(HttpContext http)
    {
        using var body = await JsonBody.ReadAsync(http.Request);
        var root = body.Root;
        var name = model.Resolve(root.GetString("model"));
        // Only documents may be several; of several queries none would be the one to rank by.
        root.Need("query").AsString();
        var texts = TextPairs.Read(root, "query", "documents", model);
        var given = root.Need("documents");
        // What is shown is the document as it was given, whatever was cut off for the model.
        string[] documents = given.Element.ValueKind == JsonValueKind.Array ? [.. given.Items().Select(document => document.AsString())] : [given.AsString()];
        return (name, texts, documents, root.GetInt("top_n") is > 0 and var most ? most : documents.Length);
    }
}
