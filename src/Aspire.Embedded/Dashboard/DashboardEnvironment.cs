using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>The environment that the dashboard's process is started with.</summary>
internal static class DashboardEnvironment
{
    /// <summary>Variables by name; later readers may add to them.</summary>
    internal static Dictionary<string, string> Create(IConfiguration configuration, DashboardSettings settings, DashboardKeys keys, Uri resourceService)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        // What the user configured for the dashboard reaches it, as in Aspire; what we must know ourselves comes after and wins.
        foreach (var (name, value) in configuration.AsEnumerable())
        {
            if (name.StartsWith("ASPIRE_DASHBOARD_", StringComparison.OrdinalIgnoreCase) && value is not null)
            {
                variables[name] = value;
            }
        }

        // Set, not inherited: in Development it would look for a developer's files beside itself.
        variables["ASPNETCORE_ENVIRONMENT"] = "Production";
        variables["DOTNET_ENVIRONMENT"] = "Production";

        // It formats by culture and ends at once without one, whatever the AppHost was started with.
        variables["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "false";
        variables["ASPNETCORE_URLS"] = string.Join(';', settings.FrontendUrls);
        variables["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = settings.OtlpGrpcUrl.ToString();
        variables["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = settings.OtlpHttpUrl.ToString();
        variables["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceService.GetLeftPart(UriPartial.Authority);
        variables["ASPIRE_DASHBOARD_TELEMETRY_OPTOUT"] = "true";
        variables["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey";
        variables["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = keys.ResourceServiceApiKey;
        variables["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken";
        variables["DASHBOARD__FRONTEND__BROWSERTOKEN"] = keys.BrowserToken;
        variables["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey";
        variables["DASHBOARD__OTLP__PRIMARYAPIKEY"] = keys.OtlpApiKey;
        variables["DASHBOARD__API__AUTHMODE"] = "ApiKey";
        variables["DASHBOARD__API__PRIMARYAPIKEY"] = keys.TelemetryApiKey;
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "json";
        // It warns on a machine's first run that its cookie keys are kept unencrypted, which a developer can do nothing about.
        variables["LOGGING__LOGLEVEL__MICROSOFT.ASPNETCORE.DATAPROTECTION"] = "Error";
        return variables;
    }
}
