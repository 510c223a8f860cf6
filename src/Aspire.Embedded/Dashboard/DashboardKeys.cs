using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>The secrets between AppHost, dashboard, programs and browser; new for every run unless configured.</summary>
internal sealed class DashboardKeys(IConfiguration configuration)
{
    internal const string BrowserTokenSetting = "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN";

    /// <summary>What the login page asks for; part of the login URL that is printed.</summary>
    /// <value><c>ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN</c>, or 128 random bits as hexadecimal digits.</value>
    internal string BrowserToken { get; } = configuration[BrowserTokenSetting] is { Length: > 0 } token ? token : New();

    /// <summary>What programs send with their telemetry.</summary>
    internal string OtlpApiKey { get; } = configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key ? key : New();

    /// <summary>What readers of the dashboard's telemetry HTTP API send.</summary>
    internal string TelemetryApiKey { get; } = configuration["AppHost:DashboardApiKey"] is { Length: > 0 } key ? key : New();

    /// <summary>What the dashboard sends to the resource service.</summary>
    internal string ResourceServiceApiKey { get; } = configuration["AppHost:ResourceService:ApiKey"] is { Length: > 0 } key ? key : New();

    private static string New() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
