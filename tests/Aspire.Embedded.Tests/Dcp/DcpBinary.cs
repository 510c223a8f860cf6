namespace Aspire.Embedded.Tests.Dcp;

/// <summary>The real DCP that these tests drive.</summary>
internal static class DcpBinary
{
    internal static string Path
    {
        get
        {
            var directory = Environment.GetEnvironmentVariable("ASPIRE_DCP_PATH");
            if (directory is not null)
            {
                return System.IO.Path.Combine(directory, "dcp");
            }

            const string Reason = "ASPIRE_DCP_PATH names no directory with a DCP in it.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(Reason);
            }

            Assert.Skip(Reason);
            return "";
        }
    }
}
