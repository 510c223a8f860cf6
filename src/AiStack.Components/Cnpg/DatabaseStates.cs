using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace AiStack.Components.Cnpg;

/// <summary>What the dashboard shows about databases, which have no program of their own.</summary>
internal static class DatabaseStates
{
    public static Task ShowAsync(CnpgDatabaseResource database, IServiceProvider services, string state) =>
        services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(database, snapshot => snapshot with
        {
            State = state,
            StartTimeStamp = state == KnownResourceStates.Running ? DateTime.UtcNow : snapshot.StartTimeStamp,
        });

    public static Task ShowAllAsync(CnpgResource cnpg, IServiceProvider services, string state) =>
        Task.WhenAll(cnpg.Databases.Select(database => ShowAsync(database, services, state)));
}
