using AiStack.Components;
using AiStack.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiStack.Cli;

/// <summary>Runs a stack as an AppHost does.</summary>
/// <remarks>Apart from the commands, so that a check never loads Aspire.</remarks>
internal static class StackRun
{
    // What `dotnet run` takes from launchSettings.json for an AppHost; a published program has no such file.
    private static readonly (string Name, string Value)[] s_defaults =
    [
        ("DOTNET_ENVIRONMENT", "Development"),
        ("ASPNETCORE_ENVIRONMENT", "Development"),
        ("ASPNETCORE_URLS", "http://localhost:18888"),
        ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"),
    ];

    /// <summary>Runs until Ctrl-C.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="watch">Looks for changes of it.</param>
    /// <param name="settings">Configuration, as an AppHost takes it on its command line.</param>
    public static async Task<int> RunAsync(Stack stack, StackFileWatch watch, string[] settings)
    {
        foreach (var (name, value) in s_defaults)
        {
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = settings });

        // Volumes are named after the application: each stack keeps data of its own, not one set for all that aistack runs.
        builder.Environment.ApplicationName = stack.Spec.Name;
        builder.AddStack(stack);
        await using var application = builder.Build();
        var lifetime = application.Services.GetRequiredService<IHostApplicationLifetime>();
        var watching = Task.CompletedTask;
        using var started = lifetime.ApplicationStarted.Register(() => watching = watch.RunAsync(
            changed => builder.GetStackModel().ChangeAsync(changed, application.Services, lifetime.ApplicationStopping), lifetime.ApplicationStopping));
        await application.RunAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Environment.ExitCode;
    }
}
