using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiStack.Components.Redis;

/// <summary>A Redis server is healthy when it takes the password and answers a ping: an open port says little, since the engine's proxy opens it before the server does.</summary>
internal sealed class RedisHealthCheck(EndpointReference endpoint, ParameterResource password) : IHealthCheck
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            var secret = await password.GetValueAsync(limit.Token).ConfigureAwait(false);
            var address = new Uri(endpoint.Url);
            return await PingAsync(address.Host, address.Port, secret ?? "", limit.Token).ConfigureAwait(false) is { } complaint
                ? HealthCheckResult.Unhealthy(complaint)
                : HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy($"The server cannot be reached: {error.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The server did not answer within {s_patience.TotalSeconds} s.");
        }
    }

    /// <summary>Logs in and sends a ping.</summary>
    /// <returns>What the server has against it; <see langword="null"/>: nothing.</returns>
    internal static async Task<string?> PingAsync(string host, int port, string password, CancellationToken cancelled)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(host, port, cancelled).ConfigureAwait(false);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Command("AUTH", password) + Command("PING")), cancelled).ConfigureAwait(false);

        // Two lines: «+OK» and «+PONG», or «-ERR …» where the server refuses.
        using var reader = new StreamReader(stream, Encoding.UTF8);
        foreach (var expected in new[] { "+OK", "+PONG" })
        {
            var line = await reader.ReadLineAsync(cancelled).ConfigureAwait(false);
            if (line != expected)
            {
                return line is null ? "The server closed the connection."
                    : line.StartsWith("-WRONGPASS", StringComparison.Ordinal) ? "The server has another password than the one it was given here."
                    : $"The server answers: {line.TrimStart('-')}";
            }
        }

        return null;
    }

    // RESP: an array of strings, each with its length in bytes.
    private static string Command(params string[] words) => string.Create(CultureInfo.InvariantCulture, $"*{words.Length}\r\n")
        + string.Concat(words.Select(word => string.Create(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n")));
}
