using AiStack.Components.Offers;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AiStack.Components.Cnpg;

/// <summary>Makes the databases of a PostgreSQL server and their owners, each time that the server has become ready.</summary>
/// <remarks>Over a connection rather than by the image's start scripts: those run with an empty volume only, and databases are added to stacks that have run before.</remarks>
internal sealed class DatabaseCreation(IResourceBuilder<CnpgResource> cnpg, SuperuserConnection connection, IServiceProvider services)
{
    public async Task RunAsync(CancellationToken cancelled)
    {
        var builder = cnpg.ApplicationBuilder;
        var model = builder.GetStackModel();
        var loggers = services.GetRequiredService<ResourceLoggerService>();
        if (cnpg.Resource.Spec.Instances > 1)
        {
            loggers.GetLogger(cnpg.Resource).LogInformation("One server runs here; its {Instances} instances are for the cluster.", cnpg.Resource.Spec.Instances);
        }

        await using var open = await connection.OpenAsync(cancelled).ConfigureAwait(false);
        var failures = new List<string>();
        foreach (var database in cnpg.Resource.Databases)
        {
            var offer = model.Stack.OffersOf<PostgresDatabase>(model.ComponentOf(database)).Single();
            var log = loggers.GetLogger(database);
            try
            {
                var password = await builder.AddSecretParameter(offer.Password).Resource.GetValueAsync(cancelled).ConfigureAwait(false);
                await new PostgresServer(open).EnsureAsync(offer.Name, offer.Owner, password!, cancelled).ConfigureAwait(false);
                log.LogInformation("The database '{Database}' is there and belongs to '{Owner}'.", offer.Name, offer.Owner);
                await DatabaseStates.ShowAsync(database, services, KnownResourceStates.Running).ConfigureAwait(false);
            }
            catch (Exception error) when (error is NpgsqlException or DistributedApplicationException)
            {
                log.LogError(error, "The database '{Database}' of '{Owner}' could not be made.", offer.Name, offer.Owner);
                await DatabaseStates.ShowAsync(database, services, KnownResourceStates.FailedToStart).ConfigureAwait(false);
                failures.Add($"'{offer.Name}' ({error.Message})");
            }
        }

        if (failures.Count > 0)
        {
            throw new DistributedApplicationException($"Databases of '{cnpg.Resource.Name}' could not be made: {string.Join(", ", failures)}.");
        }
    }
}
