using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Bundle;

/// <summary>Finds DCP and the dashboard where Aspire looks for them: configuration, environment, then what the build stamped into the AppHost's assembly.</summary>
internal static class BundleLocator
{
    private static readonly string s_exe = OperatingSystem.IsWindows() ? ".exe" : "";

    /// <summary>Finds both programs.</summary>
    /// <param name="configuration">The AppHost's configuration; environment variables are part of it.</param>
    /// <param name="appHost">The AppHost's assembly; <see langword="null"/>: the entry assembly.</param>
    /// <exception cref="DistributedApplicationException">One of them is named nowhere, or is not where it is said to be.</exception>
    internal static BundlePaths Locate(IConfiguration configuration, Assembly? appHost)
    {
        var stamped = (appHost ?? Assembly.GetEntryAssembly())?.GetCustomAttributes<AssemblyMetadataAttribute>().ToList() ?? [];
        return new(
            Find("DCP (Aspire's orchestrator)",
                new("DcpPublisher:CliPath", configuration["DcpPublisher:CliPath"]),
                new("ASPIRE_DCP_PATH", FileIn(configuration["ASPIRE_DCP_PATH"])),
                Stamped("dcpclipath")),
            Find("the Aspire Dashboard",
                new("DcpPublisher:DashboardPath", configuration["DcpPublisher:DashboardPath"]),
                new("ASPIRE_DASHBOARD_PATH", configuration["ASPIRE_DASHBOARD_PATH"]),
                Stamped("aspiredashboardpath")));

        Candidate Stamped(string key) =>
            new("the build of the AppHost", stamped.FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.OrdinalIgnoreCase))?.Value);
    }

    // ASPIRE_DCP_PATH is the directory that holds dcp; the other settings name files.
    private static string? FileIn(string? directory) => string.IsNullOrEmpty(directory) ? null : Path.Combine(directory, "dcp" + s_exe);

    // The first that is set decides, also when it is wrong: falling through would run another program than the one asked for.
    private static string Find(string program, params Candidate[] candidates)
    {
        var chosen = candidates.FirstOrDefault(c => !string.IsNullOrEmpty(c.Path));
        if (chosen is { Path: { } path } && File.Exists(path))
        {
            return Path.GetFullPath(path);
        }

        var missing = chosen is null ? "was not found when this AppHost was built" : $"is not at '{chosen.Path}', where {chosen.Source} has it";
        throw new DistributedApplicationException(
            $"{program} {missing}: build the AppHost again with npm's registry in reach (the build fetches both programs once), " +
            "or set ASPIRE_DCP_PATH to the directory of 'dcp' and ASPIRE_DASHBOARD_PATH to the file 'aspire-managed' of an installed Aspire CLI.");
    }

    private sealed record Candidate(string Source, string? Path);
}
