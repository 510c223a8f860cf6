namespace AiStack.Core.Tests.Yaml;

/// <summary>How long a fuzz test goes on: a few seconds, or 20,000 cases with <c>AISTACK_FUZZ=1</c>.</summary>
internal static class FuzzSize
{
    private static readonly bool Full = Environment.GetEnvironmentVariable("AISTACK_FUZZ") == "1";

    /// <summary>Numbers of the cases, which also seed them: a failing case is repeated by its number.</summary>
    public static IEnumerable<int> Cases()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; Full ? i < 20_000 : watch.Elapsed < TimeSpan.FromSeconds(5); i++)
        {
            yield return i;
        }
    }
}
