using System.Runtime.CompilerServices;
using AiStack.Shared;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiStack.Hosting;

/// <summary>Chooses the run mode of an application, once.</summary>
public static class RunModeExtensions
{
    /// <summary>Configuration key: <c>auto</c> (default), <c>containers</c> or <c>embedded</c>.</summary>
    public const string ConfigurationKey = "AiStack:Run";

    // By services: an application may have several builders, and decides once. Nothing can be added to the services when a mode is first asked for at the start.
    private static readonly ConditionalWeakTable<IServiceCollection, RunModeDecision> s_decisions = [];

    /// <summary>The run mode that every component of this application uses.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="image">Names the largest image that containers would need; <see langword="null"/>: there is none to be had. <c>auto</c> never begins a download of gigabytes that nobody asked for.</param>
    /// <returns>
    /// The mode, decided at the first call. <c>auto</c> takes containers only when a container engine answers within a second and has the image.
    /// Containers where the application is published: nothing of this machine is asked for.
    /// </returns>
    /// <exception cref="InvalidSettingException">The configured value is none of the three.</exception>
    public static RunMode GetRunMode(this IDistributedApplicationBuilder builder, Func<string?> image)
    {
        ArgumentNullException.ThrowIfNull(builder);

        StartErrors.PrintAsOneLine();
        if (s_decisions.TryGetValue(builder.Services, out var earlier))
        {
            return earlier.Mode;
        }

        // What is published are containers, whatever this machine could run.
        var decision = builder.ExecutionContext.IsPublishMode ? new RunModeDecision(RunMode.Containers, null) : Decide(builder.Configuration[ConfigurationKey], () => FindObstacle(CommandOf(builder), image()));
        s_decisions.Add(builder.Services, decision);
        if (decision.Reason is { } reason)
        {
            Tell(builder, reason);
        }

        return decision.Mode;
    }

    private static void Tell(IDistributedApplicationBuilder builder, string reason)
    {
        if (builder.Services.IsReadOnly)
        {
            Log(builder.ExecutionContext.Services);
            return;
        }

        builder.Eventing.Subscribe<BeforeStartEvent>((started, _) =>
        {
            Log(started.Services);
            return Task.CompletedTask;
        });

        void Log(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("AiStack").LogInformation("{Reason}", reason);
    }

    internal static RunModeDecision Decide(string? configured, Func<string?> findObstacle) => configured?.ToLowerInvariant() switch
    {
        "containers" => new RunModeDecision(RunMode.Containers, null),
        "embedded" => new RunModeDecision(RunMode.Embedded, null),
        null or "" or "auto" => findObstacle() is { } obstacle
            ? new RunModeDecision(RunMode.Embedded, $"Models are simulated and no container is started: {obstacle}. {ConfigurationKey}=containers insists on containers.")
            : new RunModeDecision(RunMode.Containers, null),
        _ => throw new InvalidSettingException($"{ConfigurationKey} is '{configured}'. It takes auto, containers or embedded."),
    };

    /// <summary>Says why containers cannot run here, or not without a long download first; <see langword="null"/> when they can.</summary>
    // Blocks, since an application's builder cannot wait: a second per question at most, and no component can be described before the mode is known.
    private static string? FindObstacle(string command, string? image) =>
        ContainerEngine.FindObstacleAsync(command, CancellationToken.None).GetAwaiter().GetResult() is { } obstacle ? obstacle
        : image is null ? "no image is configured"
        : ContainerEngine.HasImageAsync(command, image, CancellationToken.None).GetAwaiter().GetResult() ? null
        : $"the image {image} is not on this machine ('{command} pull {image}' fetches it)";

    private static string CommandOf(IDistributedApplicationBuilder builder) =>
        (builder.Configuration["DcpPublisher:ContainerRuntime"] ?? builder.Configuration["ASPIRE_CONTAINER_RUNTIME"]) is { Length: > 0 } command ? command : ContainerEngine.DefaultCommand;
}
