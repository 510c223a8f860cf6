using System.Diagnostics;

namespace AiStack.Simulator.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Generation_WithAListener_LeavesASpanWithItsTokenCounts()
    {
        var ended = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "AiStack.Simulator",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        // Other tests run at the same time; the number tells this one's span.
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, answer) = await simulator.PostAsync("/v1/completions", new { model = RunningSimulator.Model, prompt = "x", max_tokens = 777, ignore_eos = true });

        var span = Assert.Single(ended, activity => 777.Equals(activity.GetTagItem("gen_ai.request.max_tokens")) && 777.Equals(activity.GetTagItem("gen_ai.usage.completion_tokens")));
        Assert.Equal("llm_request", span.OperationName);
        Assert.Equal(answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32(), span.GetTagItem("gen_ai.usage.prompt_tokens"));
    }
}
