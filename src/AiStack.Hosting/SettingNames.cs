using AiStack.Core.Schema;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiStack.Hosting;

/// <summary>The settings that there are below <c>AiStack</c>: one that is misspelt would mean nothing, and nobody would hear of it.</summary>
public static class SettingNames
{
    private const string Section = "AiStack";
    private const string Ports = "Ports";

    private static readonly string[] s_all = ["Run", "Models", "Environment", "Images", "ImageRegistry", Ports, "Programs", "Publish", "Simulator", "Autoscaling"];

    /// <summary>Looks through the configuration.</summary>
    /// <exception cref="InvalidSettingException">There is no such setting.</exception>
    internal static void Check(IConfiguration configuration)
    {
        foreach (var key in configuration.GetSection(Section).GetChildren().Select(child => child.Key).Where(key => !s_all.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            throw Missing(Section, key, s_all);
        }
    }

    /// <summary>Tells of ports of components that are not in this stack. No error: one machine's settings may be for several stacks.</summary>
    internal static void TellOfUnusedPorts(IDistributedApplicationBuilder builder, IServiceProvider services)
    {
        if (!builder.ExecutionContext.IsRunMode)
        {
            return;
        }

        var names = builder.Resources.SelectMany(resource => (IEnumerable<string>)[resource.Name, $"{resource.Name}-https"]).ToList();
        foreach (var port in builder.Configuration.GetSection($"{Section}:{Ports}").GetChildren().Where(port => !names.Contains(port.Key, StringComparer.OrdinalIgnoreCase)))
        {
            var nearest = Spelling.Nearest(port.Key, names);
            services.GetRequiredService<ILoggerFactory>().CreateLogger(Section).LogWarning(
                "{Setting} has no effect: nothing here is named '{Name}'.{Hint}", $"{Section}:{Ports}:{port.Key}", port.Key, nearest is null ? "" : $" Did you mean '{nearest}'?");
        }
    }

    /// <summary>What is said of a setting that there is not.</summary>
    /// <param name="section">Where it stands: <c>AiStack:Simulator</c>.</param>
    /// <param name="key">Its name there.</param>
    /// <param name="all">Those that there are.</param>
    public static InvalidSettingException Missing(string section, string key, IReadOnlyList<string> all) =>
        new($"There is no setting {section}:{key}. {(Spelling.Nearest(key, all) is { } nearest ? $"Did you mean {section}:{nearest}?" : $"Those that there are: {string.Join(", ", all)}.")}");
}
