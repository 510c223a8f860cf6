using System.Text.Json;
using Npgsql;

namespace AiStack.StandIn.Calls;

/// <summary>A query with the credentials of a <c>postgresql://user:password@host:port/database</c>, as SQLAlchemy and libpq write it.</summary>
internal static class PostgresCall
{
    /// <returns>The rows as a JSON list of lists of strings.</returns>
    public static async Task<CallAnswer> QueryAsync(Uri url, string query, CancellationToken cancelled)
    {
        await using var connection = await OpenAsync(url, cancelled);
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync(cancelled);
        var rows = new List<string?[]>();
        while (await reader.ReadAsync(cancelled))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : Convert.ToString(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture))]);
        }

        return new CallAnswer(StatusCodes.Status200OK, [], JsonSerializer.Serialize(rows));
    }

    public static async Task<NpgsqlConnection> OpenAsync(Uri url, CancellationToken cancelled)
    {
        var credentials = url.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port > 0 ? url.Port : 5432,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(credentials[0]),
            Password = credentials.Length > 1 ? Uri.UnescapeDataString(credentials[1]) : null,
            Pooling = false,
            // Kerberos would need a library that its image does not have.
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancelled);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
