using Aspire.Hosting;
using Aspire.Hosting.Bundle;
using Microsoft.Extensions.Configuration;

namespace Aspire.Embedded.Tests.Dcp;

/// <summary>The real DCP that these tests drive: the one the build of this project found or fetched, unless the environment names another.</summary>
internal static class DcpBinary
{
    internal static string Path
    {
        get
        {
            try
            {
                return BundleLocator.Locate(new ConfigurationBuilder().AddEnvironmentVariables().Build(), typeof(DcpBinary).Assembly).DcpPath;
            }
            catch (DistributedApplicationException e)
            {
                Missing.SkipOrFail(e.Message);
                return "";
            }
        }
    }
}
