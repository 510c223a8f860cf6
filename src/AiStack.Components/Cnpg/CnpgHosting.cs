using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiStack.Components.Cnpg;

/// <summary>PostgreSQL as one container. On a laptop its databases are made when it is ready; where it is published it makes them itself.</summary>
internal static class CnpgHosting
{
    internal static void Run(IResourceBuilder<CnpgResource> cnpg)
    {
        var builder = cnpg.ApplicationBuilder;
        var endpoint = cnpg.WithEndpoint(targetPort: CnpgFacts.Port, name: CnpgModule.EndpointName).GetEndpoint(CnpgModule.EndpointName);
        cnpg.WithStackEndpoint(CnpgModule.EndpointName, endpoint);
        if (RunModeOf(builder) == RunMode.Embedded)
        {
            cnpg.AsNeedingContainers("PostgreSQL");
            return;
        }

        var password = builder.AddSecretParameter(CnpgDatabases.SuperuserPassword(cnpg.Resource.Component().Name));
        var connection = new SuperuserConnection(endpoint, password.Resource);
        cnpg.WithConfiguredImage("postgres", CnpgFacts.Registry, CnpgFacts.Image, CnpgFacts.Tag)
            .WithEnvironment("POSTGRES_PASSWORD", password)
            .WithEnvironment("PGDATA", CnpgFacts.DataDirectory)
            .WithVolume(Volumes.NameOf(cnpg, "data"), CnpgFacts.VolumeDirectory)
            .OnResourceReady((_, ready, cancelled) => new DatabaseCreation(cnpg, connection, ready.Services).RunAsync(cancelled))
            .OnResourceStopped((stoppedCnpg, stopped, _) => DatabaseStates.ShowAllAsync(stoppedCnpg, stopped.Services, KnownResourceStates.Exited));
        if (builder.ExecutionContext.IsPublishMode)
        {
            // Nobody is there who would make the databases later.
            cnpg.WithStackEnvironment(builder.GetStackModel(), DatabaseScript.Passwords)
                .WithStackFiles(builder.GetStackModel(), CnpgFacts.ScriptDirectory, DatabaseScript.For, CnpgFacts.Command);
        }

        var key = $"{cnpg.Resource.Name}_query";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, new CnpgHealthCheck(connection), failureStatus: null, tags: null));
        cnpg.WithHealthCheck(key);
    }

    internal static void Run(IResourceBuilder<CnpgDatabaseResource> database)
    {
        const string Type = "PostgreSQL database";
        database.ExcludeFromManifest();
        if (RunModeOf(database.ApplicationBuilder) == RunMode.Embedded)
        {
            database.AsNeedingContainers(Type);
            return;
        }

        // Now, so that it is shown and kept like every other parameter.
        var stack = database.ApplicationBuilder.GetStackModel();
        database.ApplicationBuilder.AddSecretParameter(CnpgDatabases.PasswordOf(stack.ComponentOf(database.Resource.Parent), stack.ComponentOf(database.Resource)));
        database.WithInitialState(new CustomResourceSnapshot { ResourceType = Type, Properties = [], State = KnownResourceStates.Waiting });
    }

    private static RunMode RunModeOf(IDistributedApplicationBuilder builder) =>
        builder.GetRunMode(() => Images.ReferenceOf(builder.Configuration, "postgres", CnpgFacts.Registry, CnpgFacts.Image, CnpgFacts.Tag));
}
