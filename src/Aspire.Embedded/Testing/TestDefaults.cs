using System.Reflection;
using System.Text.Json;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>How an application is built when a test asks for it.</summary>
internal class TestDefaults(Assembly appHost, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure) : AppHostInterceptor
{
    internal override bool StartsApplication => false;

    internal override void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.AssemblyName = appHost.GetName().Name;
        options.DisableDashboard = true;
        options.AllowUnsecuredTransport = true;
        options.EnableResourceLogging = true;

        var variables = LaunchVariables(AppHostInformation.Find(options).Directory);
        variables["DcpPublisher:RandomizePorts"] = "true";
        variables["DcpPublisher:WaitForResourceCleanup"] = "true";

        settings.Args = args;
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(variables);
        if (variables.TryGetValue("DOTNET_ENVIRONMENT", out var environment))
        {
            settings.EnvironmentName = environment;
        }

        configure(options, settings);
    }

    internal override void OnCreated(DistributedApplicationBuilder builder) => builder.Services.AddHttpClient();

    internal override void OnBuilding(DistributedApplicationBuilder builder)
    {
    }

    internal override void OnBuilt(DistributedApplication application)
    {
    }

    /// <summary>What `dotnet run` would set: the variables of the first profile that starts the project.</summary>
    private static Dictionary<string, string?> LaunchVariables(string directory)
    {
        var path = Path.Combine(directory, "Properties", "launchSettings.json");
        if (!File.Exists(path))
        {
            return [];
        }

        using var document = JsonDocument.Parse(File.ReadAllText(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (!document.RootElement.TryGetProperty("profiles", out var profiles))
        {
            return [];
        }

        var profile = profiles.EnumerateObject().Select(entry => entry.Value)
            .FirstOrDefault(candidate => candidate.TryGetProperty("commandName", out var command) && command.ValueEquals("Project"));

        return profile.ValueKind == JsonValueKind.Object && profile.TryGetProperty("environmentVariables", out var variables)
            ? variables.EnumerateObject().ToDictionary(variable => variable.Name.Replace("__", ":", StringComparison.Ordinal), variable => variable.Value.GetString())
            : [];
    }
}
