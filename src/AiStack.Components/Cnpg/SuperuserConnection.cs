using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace AiStack.Components.Cnpg;

/// <summary>How the AppHost itself reaches the PostgreSQL server of a laptop.</summary>
internal sealed class SuperuserConnection(EndpointReference endpoint, ParameterResource password)
{
    /// <summary>Opens a connection of its own, without a pool: the server behind the address may be another one next time.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancelled)
    {
        var address = new Uri(endpoint.Url);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Username = CnpgFacts.Superuser,
            Password = await password.GetValueAsync(cancelled).ConfigureAwait(false),
            Database = CnpgFacts.MaintenanceDatabase,
            Pooling = false,
            // In seconds. Behind the engine's proxy an address accepts before there is a server.
            Timeout = 5,
            CommandTimeout = 20,
            // A laptop's server has no certificate.
            SslMode = SslMode.Disable,
            // Nor does it know Kerberos, for which a library would be loaded that not every machine has.
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancelled).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
