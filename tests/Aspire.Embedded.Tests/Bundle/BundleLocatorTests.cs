using System.Reflection;
using System.Reflection.Emit;
using Aspire.Hosting;
using Aspire.Hosting.Bundle;
using Microsoft.Extensions.Configuration;

namespace Aspire.Embedded.Tests.Bundle;

public sealed class BundleLocatorTests : IDisposable
{
    private static readonly string s_dcp = OperatingSystem.IsWindows() ? "dcp.exe" : "dcp";
    private readonly string _directory = Directory.CreateTempSubdirectory("bundle-locator-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Locate_EverythingSet_ConfigurationWinsOverEnvironmentOverBuild()
    {
        var settings = new Dictionary<string, string?>
        {
            ["DcpPublisher:CliPath"] = Put("configured", s_dcp),
            ["DcpPublisher:DashboardPath"] = Put("configured", "aspire-managed"),
            ["ASPIRE_DCP_PATH"] = Path.GetDirectoryName(Put("environment", s_dcp)),
            ["ASPIRE_DASHBOARD_PATH"] = Put("environment", "aspire-managed"),
        };
        var appHost = AppHost(Put("built", s_dcp), Put("built", "aspire-managed"));

        Assert.Equal(Expected("configured"), Locate(settings, appHost));

        settings.Remove("DcpPublisher:CliPath");
        settings.Remove("DcpPublisher:DashboardPath");
        Assert.Equal(Expected("environment"), Locate(settings, appHost));

        settings.Clear();
        Assert.Equal(Expected("built"), Locate(settings, appHost));
    }

    [Fact]
    public void Locate_SetToWhatIsNotThere_SaysWhichSettingAndDoesNotFallThrough()
    {
        var gone = Path.Combine(_directory, "gone");
        var settings = new Dictionary<string, string?> { ["ASPIRE_DCP_PATH"] = gone };

        var error = Assert.Throws<DistributedApplicationException>(() => Locate(settings, AppHost(Put("built", s_dcp), Put("built", "aspire-managed"))));

        Assert.StartsWith($"DCP (Aspire's orchestrator) is not at '{Path.Combine(gone, s_dcp)}', where ASPIRE_DCP_PATH has it: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Locate_NothingSet_NamesTheTwoWays()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => Locate([], AppHost(dcp: null, dashboard: null)));

        Assert.Equal(
            "DCP (Aspire's orchestrator) was not found when this AppHost was built: build the AppHost again with npm's registry in reach (the build fetches both programs once), " +
            "or set ASPIRE_DCP_PATH to the directory of 'dcp' and ASPIRE_DASHBOARD_PATH to the file 'aspire-managed' of an installed Aspire CLI.",
            error.Message);
    }

    private static BundlePaths Locate(Dictionary<string, string?> settings, Assembly appHost) =>
        BundleLocator.Locate(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), appHost);

    private static AssemblyBuilder AppHost(string? dcp, string? dashboard)
    {
        var constructor = typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)])!;
        var attributes = new[] { ("dcpclipath", dcp), ("aspiredashboardpath", dashboard) }
            .Where(stamp => stamp.Item2 is not null)
            .Select(stamp => new CustomAttributeBuilder(constructor, [stamp.Item1, stamp.Item2]));
        return AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("AppHost"), AssemblyBuilderAccess.Run, attributes);
    }

    private BundlePaths Expected(string folder) => new(Path.Combine(_directory, folder, s_dcp), Path.Combine(_directory, folder, "aspire-managed"));

    private string Put(string folder, string file)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_directory, folder)).FullName, file);
        File.WriteAllText(path, "");
        return path;
    }
}
