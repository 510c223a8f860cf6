using System.Diagnostics;
using AiStack.Simulator.Scheduling;

namespace AiStack.Simulator.Telemetry;

/// <summary>The trace of one request in the engine, as a child of its HTTP request.</summary>
/// <remarks>Span name and attributes are vLLM's (<c>vllm/tracing</c>), so that what is learnt in one dashboard holds in the other.</remarks>
internal static class GenerationSpan
{
    /// <summary>Name of the program's traces and metrics.</summary>
    public const string SourceName = "AiStack.Simulator";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a span; <see langword="null"/> when nobody listens.</summary>
    public static Activity? Start(string model, Generation generation)
    {
        var span = Source.StartActivity("llm_request");
        return span?
            .SetTag("gen_ai.request.model", model)
            .SetTag("gen_ai.response.model", model)
            .SetTag("gen_ai.request.n", generation.N)
            .SetTag("gen_ai.request.max_tokens", generation.MaxTokens);
    }

    /// <summary>Ends a span with what came of the request.</summary>
    public static void End(Activity? span, Generation generation)
    {
        if (span is null)
        {
            return;
        }

        var first = generation.Sequences[0];
        span.SetTag("gen_ai.usage.prompt_tokens", first.PromptTokens)
            .SetTag("gen_ai.usage.completion_tokens", generation.Sequences.Sum(sequence => sequence.Available));
        if (first.FirstToken != 0)
        {
            span.SetTag("gen_ai.latency.time_in_queue", Seconds(first.Arrived, first.Scheduled))
                .SetTag("gen_ai.latency.time_to_first_token", Seconds(first.Arrived, first.FirstToken))
                .SetTag("gen_ai.latency.e2e", Seconds(first.Arrived, Stopwatch.GetTimestamp()));
        }

        if (first.State == SequenceState.Aborted)
        {
            span.SetStatus(ActivityStatusCode.Error, "The client went away, or the server stopped.");
        }

        span.Dispose();
    }

    private static double Seconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds;
}
