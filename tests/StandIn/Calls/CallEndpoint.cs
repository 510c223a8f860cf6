using System.Net.Sockets;
using Npgsql;

namespace AiStack.StandIn.Calls;

/// <summary><c>POST /stand-in/call</c>: calls an address from inside the container, so that a test sees whether an injected one answers there.</summary>
internal static class CallEndpoint
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    public static void Map(WebApplication app) => app.MapPost("/stand-in/call", async (OutgoingCall call, CancellationToken cancelled) =>
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        limit.CancelAfter(s_limit);
        return Results.Json(await AnswerAsync(call, limit.Token));
    });

    private static async Task<CallAnswer> AnswerAsync(OutgoingCall call, CancellationToken cancelled)
    {
        if (!Uri.TryCreate(call.Url, UriKind.Absolute, out var url))
        {
            return new CallAnswer(0, [], "", $"'{call.Url}' is no absolute address.");
        }

        try
        {
            return url.Scheme switch
            {
                "http" or "https" => await HttpCall.SendAsync(url, call, cancelled),
                "postgresql" or "postgres" => await PostgresCall.QueryAsync(url, call.Body ?? "SELECT 1", cancelled),
                "redis" => await RedisCall.CommandAsync(url, call.Body ?? "PING", cancelled),
                _ => new CallAnswer(0, [], "", $"'{url.Scheme}' cannot be called: http, https, postgresql and redis can."),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException or NpgsqlException)
        {
            return new CallAnswer(0, [], "", exception.Message);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            return new CallAnswer(0, [], "", $"{url.Host}:{url.Port} did not answer within {s_limit.TotalSeconds:0} seconds.");
        }
    }
}
