namespace AiStack.Simulator.Metrics;

/// <summary>Bucket boundaries of vLLM's histograms.</summary>
/// <remarks>Source: vLLM <c>vllm/v1/metrics/loggers.py</c>.</remarks>
internal static class Buckets
{
    /// <summary>Seconds to the first token.</summary>
    public static readonly double[] FirstToken =
    [
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560,
    ];

    /// <summary>Seconds between tokens.</summary>
    public static readonly double[] BetweenTokens =
    [
        0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80,
    ];

    /// <summary>Seconds of a request or of one of its phases.</summary>
    public static readonly double[] Latency =
    [
        0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680,
    ];

    /// <summary>Tokens of one engine step.</summary>
    public static readonly double[] StepTokens = [1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384];

    /// <summary>Answers per request.</summary>
    public static readonly double[] N = [1, 2, 5, 10, 20];

    /// <summary>1, 2, 5, 10, 20, 50 … up to a greatest value.</summary>
    public static double[] OneTwoFive(int greatest)
    {
        var bounds = new List<double>();
        for (long power = 1; ; power *= 10)
        {
            foreach (var mantissa in (ReadOnlySpan<int>)[1, 2, 5])
            {
                if (mantissa * power > greatest)
                {
                    return [.. bounds];
                }

                bounds.Add(mantissa * power);
            }
        }
    }
}
