using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Serving;

namespace AiStack.Simulator.Scoring;

/// <summary>Answers <c>/score</c>: how alike pairs of texts are.</summary>
internal sealed class ScoreEndpoint(SimulatedModel model)
{
    // vLLM's names for the two sides; they come in these pairs only.
    private static readonly (string First, string Second)[] Names = [("text_1", "text_2"), ("queries", "documents"), ("queries", "items"), ("data_1", "data_2")];

    private readonly PairScorer _scorer = new(model);

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        model.FailSometimes();
        var (name, texts) = await ReadAsync(http);
        var scores = await _scorer.ScoreAsync(http, texts);
        await Reply.JsonAsync(http, 200, (Head: ResponseHead.New(http, "score-", name), texts.Tokens, Scores: scores), static (json, reply) =>
        {
            json.WriteStartObject();
            reply.Head.Write(json, "list");
            WriteScores(json, reply.Scores);
            Usage.Write(json, reply.Tokens, 0);
            json.WriteEndObject();
        });
    }

    private static void WriteScores(Utf8JsonWriter json, IReadOnlyList<double> scores)
    {
        json.WriteStartArray("data"u8);
        for (var i = 0; i < scores.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, i);
            json.WriteString("object"u8, "score"u8);
            json.WriteNumber("score"u8, scores[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private async ValueTask<(string Model, TextPairs Texts)> ReadAsync(HttpContext http)
    {
        using var body = await JsonBody.ReadAsync(http.Request);
        var root = body.Root;
        var name = model.Resolve(root.GetString("model"));
        var (first, second) = Array.Find(Names, names => root.Get(names.First) is not null && root.Get(names.Second) is not null) is { First: not null } given ? given : Names[0];
        return (name, TextPairs.Read(root, first, second, model));
    }
}
