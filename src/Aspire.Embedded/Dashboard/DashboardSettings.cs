using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Where the dashboard listens and what it is called; read from the AppHost's configuration once.</summary>
internal sealed class DashboardSettings
{
    internal const string FrontendUrlsSetting = "ASPNETCORE_URLS";
    internal const string OtlpGrpcUrlSetting = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    internal const string OtlpHttpUrlSetting = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    internal const string ResourceServiceUrlSetting = "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL";
    internal const string DefaultFrontendUrl = "http://localhost:18888";

    /// <param name="configuration">The AppHost's.</param>
    /// <param name="applicationName">Shown in the dashboard's title.</param>
    /// <param name="allowUnsecuredTransport">Whether http:// addresses may be used.</param>
    /// <exception cref="DistributedApplicationException">A configured URL is no URL, or may not be used as things are configured.</exception>
    internal DashboardSettings(IConfiguration configuration, string applicationName, bool allowUnsecuredTransport)
    {
        ApplicationName = applicationName;
        var randomizePorts = IsOn(configuration, "DcpPublisher:RandomizePorts");
        var given = new HashSet<int>();
        var urls = configuration[FrontendUrlsSetting] is { Length: > 0 } configured ? configured : DefaultFrontendUrl;
        FrontendUrls = [.. urls
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => DashboardUrl.Parse(FrontendUrlsSetting, url, randomizePorts, given))];
        OtlpGrpcUrl = Otlp(configuration, OtlpGrpcUrlSetting, randomizePorts, given);
        OtlpHttpUrl = Otlp(configuration, OtlpHttpUrlSetting, randomizePorts, given);
        ResourceServicePort = configuration[ResourceServiceUrlSetting] is { Length: > 0 } url && !randomizePorts ? LoopbackOnly(url) : 0;

        if (!allowUnsecuredTransport && FrontendUrls.Append(OtlpGrpcUrl).Append(OtlpHttpUrl).FirstOrDefault(url => url.Scheme == "http") is { } unsecured)
        {
            throw new DistributedApplicationException(
                $"The dashboard would listen on {unsecured} without TLS. Set ASPIRE_ALLOW_UNSECURED_TRANSPORT=true to allow that " +
                $"(launchSettings.json is the usual place), or set {unsecured.Setting} to an https:// address.");
        }
    }

    internal string ApplicationName { get; }

    /// <summary>Where browsers reach it; the first is the one that is printed.</summary>
    internal IReadOnlyList<DashboardUrl> FrontendUrls { get; }

    /// <summary>Where programs send telemetry over gRPC; a free loopback port unless configured.</summary>
    internal DashboardUrl OtlpGrpcUrl { get; }

    /// <summary>Where programs send telemetry as protobuf over HTTP; a free loopback port unless configured.</summary>
    internal DashboardUrl OtlpHttpUrl { get; }

    /// <summary>0: any free port.</summary>
    internal int ResourceServicePort { get; }

    /// <summary>Whether a setting says <c>true</c> or <c>1</c>; an empty environment variable is a way to say no.</summary>
    internal static bool IsOn(IConfiguration configuration, string setting) =>
        configuration[setting] is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    // Without a configured address, telemetry travels as the pages do: it never leaves the machine more exposed than they are.
    private DashboardUrl Otlp(IConfiguration configuration, string setting, bool randomizePorts, HashSet<int> given) =>
        DashboardUrl.Parse(setting, configuration[setting] is { Length: > 0 } url ? url : $"{FrontendUrls[0].Scheme}://localhost:0", randomizePorts, given);

    private static int LoopbackOnly(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == "http" && parsed.IsLoopback)
        {
            return parsed.Port;
        }

        throw new DistributedApplicationException(
            $"{ResourceServiceUrlSetting} is '{url}', but the resource service listens on the loopback interface without TLS. " +
            "Set it to http://127.0.0.1:<port>, or leave it out to get a free port.");
    }
}
