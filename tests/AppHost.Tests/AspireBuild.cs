using Aspire.Hosting;

namespace AppHost.Tests;

/// <summary>Which Aspire the AppHost is built on.</summary>
internal static class AspireBuild
{
    /// <summary>Skips a test of behaviour at which the official packages differ from Aspire.Embedded by intent.</summary>
    /// <param name="difference">What the official packages do instead.</param>
    internal static void SkipIfOfficial(string difference)
    {
        if (typeof(DistributedApplication).Assembly.GetName().Name != "Aspire.Embedded")
        {
            Assert.Skip($"Not with the official Aspire packages: {difference}.");
        }
    }
}
