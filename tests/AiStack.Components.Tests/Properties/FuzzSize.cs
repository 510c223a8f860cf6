using System.Diagnostics;

namespace AiStack.Components.Tests.Properties;

/// <summary>How long a fuzz test goes on: about 20 seconds on CI, a few elsewhere, or 20,000 cases with <c>AISTACK_FUZZ=1</c>.</summary>
internal static class FuzzSize
{
    private const int FullCases = 20_000;

    private static readonly bool s_isFull = Environment.GetEnvironmentVariable("AISTACK_FUZZ") == "1";
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("CI") == "true" ? 20 : 4);

    /// <summary>Cases that FsCheck makes at a time: it wants to know their number before it begins.</summary>
    public const int Batch = 50;

    /// <summary>Whether there is to be another batch.</summary>
    /// <param name="done">Cases so far.</param>
    /// <param name="clock">Runs since the first.</param>
    public static bool GoesOn(int done, Stopwatch clock) => s_isFull ? done < FullCases : clock.Elapsed < s_time;
}
