namespace Aspire.Hosting.Dcp;

/// <summary>The environment DCP is started with. Executables inherit it, so what is meant for the AppHost alone is taken out first.</summary>
internal static class DcpEnvironment
{
    // The first five are those Aspire takes out: a program that inherits them listens on the dashboard's address or believes it runs in the AppHost's mode.
    private static readonly HashSet<string> s_appHostOnly = new(StringComparer.OrdinalIgnoreCase)
    {
        "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "ASPIRE_LOGLEVEL",
        "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", "ASPIRE_BACKCHANNEL_PATH",
    };

    // Parameters hold secrets; a resource that needs one is given it by name.
    private static readonly string[] s_appHostOnlyPrefixes = ["DCP_", "Parameters__", "DcpPublisher__", "AppHost__"];

    internal static void Strip(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsForAppHostOnly).ToList())
        {
            environment.Remove(name);
        }
    }

    private static bool IsForAppHostOnly(string name) =>
        s_appHostOnly.Contains(name) || Array.Exists(s_appHostOnlyPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
