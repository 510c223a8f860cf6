using System.Diagnostics.CodeAnalysis;

namespace AppHost.Tests;

/// <summary>What a test does on a machine that lacks something.</summary>
internal static class Missing
{
    /// <summary>Skips the test and says why; on CI, which installs what is needed, fails it.</summary>
    [DoesNotReturn]
    internal static void SkipOrFail(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"On CI this may not be missing: {reason}.");
        }

        Assert.Skip(reason);
    }
}
