using Npgsql;

namespace AiStack.Components.Cnpg;

/// <summary>Brings a PostgreSQL server to what a stack says, whatever it had before.</summary>
/// <param name="connection">An open connection of a superuser.</param>
internal sealed class PostgresServer(NpgsqlConnection connection)
{
    /// <summary>Sees to it that a database exists and belongs to a role that can log in with a password. What is there already stays, with its data.</summary>
    public async Task EnsureAsync(string database, string owner, string password, CancellationToken cancelled)
    {
        await RunAsync(await ExistsAsync("pg_roles", "rolname", owner, cancelled).ConfigureAwait(false) ? "ALTER ROLE %I LOGIN PASSWORD %L" : "CREATE ROLE %I LOGIN PASSWORD %L", owner, password, cancelled).ConfigureAwait(false);
        await RunAsync(await ExistsAsync("pg_database", "datname", database, cancelled).ConfigureAwait(false) ? "ALTER DATABASE %I OWNER TO %I" : "CREATE DATABASE %I OWNER %I", database, owner, cancelled).ConfigureAwait(false);
    }

    private async Task<bool> ExistsAsync(string catalog, string column, string name, CancellationToken cancelled)
    {
#pragma warning disable CA2100 // Catalogue and column are this class's own words; the name is a parameter.
        await using var query = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {catalog} WHERE {column} = $1)", connection) { Parameters = { new() { Value = name } } };
#pragma warning restore CA2100
        return (bool)(await query.ExecuteScalarAsync(cancelled).ConfigureAwait(false))!;
    }

    // Such statements take no parameters, so the server puts names and texts into quotes itself.
    private async Task RunAsync(string template, string first, string second, CancellationToken cancelled)
    {
        await using var format = new NpgsqlCommand("SELECT format($1, $2, $3)", connection) { Parameters = { new() { Value = template }, new() { Value = first }, new() { Value = second } } };
        var statement = (string)(await format.ExecuteScalarAsync(cancelled).ConfigureAwait(false))!;
#pragma warning disable CA2100 // Made by the line above.
        await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancelled).ConfigureAwait(false);
    }
}
