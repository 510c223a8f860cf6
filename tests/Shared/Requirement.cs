using System.Diagnostics.CodeAnalysis;

namespace AiStack.Tests;

/// <summary>Something that a test needs and that not every machine has.</summary>
internal static class Requirement
{
    /// <summary>Skips the test and says why; on CI, which installs what is needed, fails it.</summary>
    /// <param name="reason">What is missing and how to get it, as a sentence.</param>
    [DoesNotReturn]
    internal static void IsMissing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"On CI this may not be missing: {reason}");
        }

        Assert.Skip(reason);
    }
}
