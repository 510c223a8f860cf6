using Aspire.Hosting;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Configuration;

namespace Aspire.Embedded.Tests.Dashboard;

public class DashboardSettingsTests
{
    [Fact]
    public void Settings_NothingConfigured_UseTheUsualPageAddressAndFreePortsElsewhere()
    {
        var settings = Read(allowUnsecured: true);

        Assert.Equal("http://localhost:18888/", settings.FrontendUrls[0].Reachable.AbsoluteUri);
        Assert.InRange(settings.OtlpGrpcUrl.Port, 1024, 65535);
        Assert.NotEqual(settings.OtlpGrpcUrl.Port, settings.OtlpHttpUrl.Port);
        Assert.Equal(0, settings.ResourceServicePort);
    }

    [Fact]
    public void Settings_HttpWithoutPermission_SayWhichSettingToChange()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => Read(false, ("ASPNETCORE_URLS", "http://localhost:5000")));

        Assert.Contains("http://localhost:5000", error.Message, StringComparison.Ordinal);
        Assert.Contains("ASPIRE_ALLOW_UNSECURED_TRANSPORT=true", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_HttpsPages_KeepTelemetryUnderTlsToo()
    {
        var settings = Read(false, ("ASPNETCORE_URLS", "https://localhost:5001;https://localhost:5002"));

        Assert.Equal(2, settings.FrontendUrls.Count);
        Assert.Equal("https", settings.OtlpGrpcUrl.Scheme);
    }

    [Theory]
    [InlineData("localhost:18888")]
    [InlineData("ftp://localhost:1")]
    [InlineData("http://localhost:99999")]
    public void Settings_AddressThatIsNone_NameTheSettingAndTheValue(string url)
    {
        var error = Assert.Throws<DistributedApplicationException>(() => Read(true, ("ASPNETCORE_URLS", url)));

        Assert.Contains($"ASPNETCORE_URLS is '{url}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_AllInterfaces_PrintAnAddressBrowsersCanOpen()
    {
        var settings = Read(true, ("ASPNETCORE_URLS", "http://*:18888"));

        Assert.Equal("http://*:18888", settings.FrontendUrls[0].ToString());
        Assert.Equal("http://localhost:18888/", settings.FrontendUrls[0].Reachable.AbsoluteUri);
    }

    [Fact]
    public void Settings_ResourceServiceElsewhere_IsRefused() =>
        Assert.Throws<DistributedApplicationException>(() => Read(true, ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "http://example.com:1")));

    [Fact]
    public void Keys_NothingConfigured_AreNewEachTime()
    {
        var configuration = new ConfigurationBuilder().Build();
        var (first, second) = (new DashboardKeys(configuration), new DashboardKeys(configuration));

        Assert.NotEqual(first.BrowserToken, second.BrowserToken);
        Assert.Equal(4, new HashSet<string> { first.BrowserToken, first.OtlpApiKey, first.ResourceServiceApiKey, first.TelemetryApiKey }.Count);
    }

    private static DashboardSettings Read(bool allowUnsecured, params (string Key, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))).Build(), "test", allowUnsecured);
}
