using System.Text.Encodings.Web;
using System.Text.Json;
using AiStack.Cli.Load;

namespace AiStack.Cli.Output;

/// <summary>What came of a load, for programs.</summary>
internal static class LoadJson
{
    /// <summary>Prints one JSON object; latencies are in milliseconds.</summary>
    public static void Write(LoadPlan plan, LoadEnd end, LoadSnapshot whole, LatencySummary heldBack, LatencySummary late)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("address", plan.Address.ToString());
            json.WriteString("model", plan.Model);
            json.WriteBoolean("streamed", plan.IsStreamed);
            json.WriteNumber("rate", plan.Rate);
            json.WriteString("promptTokens", plan.PromptTokens.Text);
            json.WriteString("outputTokens", plan.Endpoint == LoadEndpoint.Embeddings ? null : plan.OutputTokens.Text);
            json.WriteNumber("seed", plan.Seed);
            json.WriteBoolean("interrupted", end.IsInterrupted);
            json.WriteNumber("sendingSeconds", Rounded(end.Sending.TotalSeconds));
            json.WriteNumber("elapsedSeconds", Rounded(end.Elapsed.TotalSeconds));
            Write(json, whole.Counts, end);
            json.WriteStartObject("latencyMilliseconds");
            Write(json, "firstToken", whole.FirstToken);
            Write(json, "betweenTokens", whole.BetweenTokens);
            Write(json, "endToEnd", whole.EndToEnd);
            Write(json, "heldBack", heldBack);
            Write(json, "sentLate", late);
            json.WriteEndObject();
            json.WriteStartArray("failures");
            foreach (var failure in whole.Failures)
            {
                json.WriteStartObject();
                json.WriteString("kind", failure.Kind);
                json.WriteNumber("count", failure.Count);
                json.WriteString("message", failure.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, LoadCounts counts, LoadEnd end)
    {
        json.WriteStartObject("requests");
        json.WriteNumber("sent", counts.Sent);
        json.WriteNumber("done", counts.Done);
        json.WriteNumber("failed", counts.Failed);
        json.WriteNumber("unfinished", counts.Unfinished);
        json.WriteNumber("neverSent", end.NeverSent);
        json.WriteNumber("sentPerSecond", PerSecond(counts.Sent, end.Sending));
        json.WriteNumber("donePerSecond", PerSecond(counts.Done, end.Elapsed));
        json.WriteEndObject();
        json.WriteStartObject("tokens");
        json.WriteNumber("prompt", counts.PromptTokens);
        json.WriteNumber("output", counts.OutputTokens);
        json.WriteNumber("promptPerSecond", PerSecond(counts.PromptTokens, end.Elapsed));
        json.WriteNumber("outputPerSecond", PerSecond(counts.OutputTokens, end.Elapsed));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, LatencySummary latency)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", latency.Count);
        json.WriteNumber("mean", Rounded(latency.Mean.TotalMilliseconds));
        json.WriteNumber("p50", Rounded(latency.P50.TotalMilliseconds));
        json.WriteNumber("p90", Rounded(latency.P90.TotalMilliseconds));
        json.WriteNumber("p99", Rounded(latency.P99.TotalMilliseconds));
        json.WriteNumber("max", Rounded(latency.Max.TotalMilliseconds));
        json.WriteEndObject();
    }

    private static double PerSecond(long count, TimeSpan time) => time > TimeSpan.Zero ? Rounded(count / time.TotalSeconds) : 0;

    private static double Rounded(double number) => Math.Round(number, 3);
}
