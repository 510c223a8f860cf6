using System.Diagnostics.CodeAnalysis;

namespace Aspire.Embedded.Tests;

/// <summary>What a test does where something that it needs is missing.</summary>
internal static class Missing
{
    /// <summary>Skips the test and says why; on CI, where nothing may be missing, fails it.</summary>
    [DoesNotReturn]
    internal static void SkipOrFail(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"On CI this may not be missing: {reason}");
        }

        Assert.Skip(reason);
    }
}
