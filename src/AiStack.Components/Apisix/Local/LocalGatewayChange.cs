using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace AiStack.Components.Apisix.Local;

/// <summary>Has the gateways that run follow a stack that was described anew.</summary>
internal static class LocalGatewayChange
{
    /// <summary>Writes the files of all gateways anew.</summary>
    /// <returns>Which of them had to be restarted, and why.</returns>
    public static async Task<IReadOnlyList<string>> FollowAsync(IDistributedApplicationBuilder builder, StackModel model, IServiceProvider services, CancellationToken cancelled)
    {
        var notes = new List<string>();
        foreach (var apisix in builder.Resources.OfType<ApisixResource>().ToList())
        {
            if (apisix.Local is { } local && model.Stack.Find(apisix.Component().Name) is not null)
            {
                notes.AddRange(await FollowAsync(builder, local, services, cancelled).ConfigureAwait(false));
                await ShowAsync(builder, model, apisix, local, services).ConfigureAwait(false);
            }
        }

        return notes;
    }

    private static async Task<IReadOnlyList<string>> FollowAsync(IDistributedApplicationBuilder builder, LocalGateway local, IServiceProvider services, CancellationToken cancelled)
    {
        var secrets = local.Missing;
        if (secrets.Count == 0)
        {
            await local.WriteAsync(cancelled).ConfigureAwait(false);
            return [];
        }

        // Secrets reach a program in its environment, and so when it starts; what it reads is written then.
        foreach (var secret in secrets)
        {
            builder.AddSecretParameter(secret);
        }

        var names = string.Join(", ", secrets.Select(secret => $"'{secret.ParameterName}'"));
        var restarted = await services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(local.Program, KnownResourceCommands.RestartCommand, cancelled).ConfigureAwait(false);
        return restarted.Success
            ? [$"'{local.Program.Name}' was restarted to get {names}; its counters begin at zero."]
            : [$"'{local.Program.Name}' needs {names}, which it gets when it is started."];
    }

    private static async Task ShowAsync(IDistributedApplicationBuilder builder, StackModel model, ApisixResource apisix, LocalGateway local, IServiceProvider services)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        foreach (var gateway in builder.Resources.OfType<AiGatewayResource>().Where(gateway => gateway.Parent == apisix).ToList())
        {
            await notifications.PublishUpdateAsync(gateway, snapshot => snapshot with { Urls = AiGatewayHosting.UrlsOf(model, gateway, local) }).ConfigureAwait(false);
        }
    }
}
