using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace AiStack.Components.Cnpg;

/// <summary>A PostgreSQL server is healthy when it takes the superuser's password and answers a query.</summary>
internal sealed class CnpgHealthCheck(SuperuserConnection connection) : IHealthCheck
{
    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var open = await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var query = new NpgsqlCommand("SELECT 1", open);
            await query.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            return HealthCheckResult.Unhealthy($"Its volume was made with another password of '{CnpgFacts.Superuser}'. Give that password by configuration, or remove the volume and the data in it.");
        }
        catch (Exception error) when (error is NpgsqlException or SocketException or TimeoutException or IOException)
        {
            return HealthCheckResult.Unhealthy($"The server does not answer a query: {error.Message}");
        }
    }
}
