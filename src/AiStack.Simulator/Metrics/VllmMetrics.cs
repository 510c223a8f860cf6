using System.Diagnostics;
using AiStack.Simulator.Scheduling;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Metrics;

/// <summary>The numbers behind <c>/metrics</c>: which event of a sequence moves which of vLLM's metrics.</summary>
/// <param name="maxModelLength">Tokens; the greatest bucket of the histograms that count tokens.</param>
internal sealed class VllmMetrics(int maxModelLength)
{
    private static readonly int Reasons = Enum.GetValues<FinishReason>().Length;

    public Counter PromptTokens { get; } = new();

    public Counter CachedPromptTokens { get; } = new();

    public Counter GenerationTokens { get; } = new();

    public Counter PrefixCacheQueries { get; } = new();

    public Counter PrefixCacheHits { get; } = new();

    /// <summary>Ended sequences by <see cref="FinishReason"/>.</summary>
    public Counter[] Ended { get; } = [.. Enumerable.Range(0, Reasons).Select(_ => new Counter())];

    public Histogram TimeToFirstToken { get; } = new(Buckets.FirstToken);

    public Histogram InterTokenLatency { get; } = new(Buckets.BetweenTokens);

    public Histogram TimePerOutputToken { get; } = new(Buckets.BetweenTokens);

    public Histogram EndToEndLatency { get; } = new(Buckets.Latency);

    public Histogram QueueTime { get; } = new(Buckets.Latency);

    public Histogram InferenceTime { get; } = new(Buckets.Latency);

    public Histogram PrefillTime { get; } = new(Buckets.Latency);

    public Histogram DecodeTime { get; } = new(Buckets.Latency);

    public Histogram StepTokens { get; } = new(Buckets.StepTokens);

    public Histogram RequestPromptTokens { get; } = new(Buckets.OneTwoFive(maxModelLength));

    public Histogram RequestGenerationTokens { get; } = new(Buckets.OneTwoFive(maxModelLength));

    public Histogram RequestMaxGenerationTokens { get; } = new(Buckets.OneTwoFive(maxModelLength));

    public Histogram RequestPrefillComputedTokens { get; } = new(Buckets.OneTwoFive(maxModelLength));

    public Histogram RequestMaxTokens { get; } = new(Buckets.OneTwoFive(maxModelLength));

    public Histogram RequestN { get; } = new(Buckets.N);

    /// <summary>A request came in.</summary>
    public void Accepted(Generation generation) => RequestN.Observe(generation.N);

    /// <summary>An engine step worked on this many tokens.</summary>
    public void Step(int tokens) => StepTokens.Observe(tokens);

    /// <summary>Tokens of a sequence became visible, possibly none (an embedding); to be told before they are counted as available.</summary>
    public void Produced(Sequence sequence, int tokens, long now)
    {
        if (sequence.FirstToken == 0)
        {
            sequence.FirstToken = now;
            sequence.LastToken = now;
            PromptTokens.Add(sequence.PromptTokens);
            if (sequence.CachedTokens is { } cached)
            {
                CachedPromptTokens.Add(cached);
                PrefixCacheQueries.Add(sequence.PromptTokens);
                PrefixCacheHits.Add(cached);
            }

            if (sequence.OutputTokens > 0)
            {
                TimeToFirstToken.Observe(Seconds(sequence.Arrived, now));
                InterTokenLatency.Observe(0, tokens - 1);
            }
        }
        else if (tokens > 0)
        {
            InterTokenLatency.Observe(Seconds(sequence.LastToken, now) / tokens, tokens);
            sequence.LastToken = now;
        }

        GenerationTokens.Add(tokens);
    }

    /// <summary>A sequence ended, by itself or by an abort.</summary>
    public void Finished(Sequence sequence, FinishReason reason, long now)
    {
        Ended[(int)reason].Add(1);
        EndToEndLatency.Observe(Seconds(sequence.Arrived, now));
        var scheduled = sequence.Scheduled == 0 ? now : sequence.Scheduled;
        var first = sequence.FirstToken == 0 ? now : sequence.FirstToken;
        QueueTime.Observe(Seconds(sequence.Arrived, scheduled));
        PrefillTime.Observe(Seconds(scheduled, first));
        DecodeTime.Observe(Seconds(first, now));
        InferenceTime.Observe(Seconds(scheduled, now));
        RequestPromptTokens.Observe(sequence.PromptTokens);
        RequestPrefillComputedTokens.Observe(sequence.PromptTokens - (sequence.CachedTokens ?? 0));
        RequestGenerationTokens.Observe(sequence.Available);
        RequestMaxGenerationTokens.Observe(sequence.Available);
        if (sequence.Available > 1)
        {
            TimePerOutputToken.Observe(Seconds(first, now) / (sequence.Available - 1));
        }

        if (sequence.Owner.MaxTokens is { } maxTokens)
        {
            RequestMaxTokens.Observe(maxTokens);
        }
    }

    private static double Seconds(long from, long to) => Math.Max(0, Stopwatch.GetElapsedTime(from, to).TotalSeconds);
}
