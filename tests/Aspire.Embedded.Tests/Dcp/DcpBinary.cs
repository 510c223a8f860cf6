using Aspire.Hosting.Bundle;
using Microsoft.Extensions.Configuration;

namespace Aspire.Embedded.Tests.Dcp;

/// <summary>The real DCP that these tests drive: the one that this assembly's build has fetched, or that the environment names.</summary>
internal static class DcpBinary
{
    internal static string Path => BundleLocator.Locate(new ConfigurationBuilder().AddEnvironmentVariables().Build(), typeof(DcpBinary).Assembly).DcpPath;
}
