using System.Net.Sockets;
using System.Text;

namespace AiStack.StandIn.Calls;

/// <summary>One command with the credentials of a <c>redis://user:password@host:port/database</c>, in Redis's protocol for people (a line in, a reply out).</summary>
internal static class RedisCall
{
    /// <returns>The reply's text; 0 with the message when Redis answers with an error.</returns>
    public static async Task<CallAnswer> CommandAsync(Uri url, string command, CancellationToken cancelled)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port > 0 ? url.Port : 6379, cancelled);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);

        foreach (var line in Introduction(url).Append(command))
        {
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancelled);
            var reply = await reader.ReadLineAsync(cancelled) ?? throw new IOException("Redis closed the connection.");
            if (reply.StartsWith('-'))
            {
                return new CallAnswer(0, [], "", reply[1..]);
            }

            if (line == command)
            {
                return new CallAnswer(StatusCodes.Status200OK, [], await TextAsync(reply, reader, cancelled));
            }
        }

        throw new InvalidOperationException("The command is the last line and always has a reply.");
    }

    private static IEnumerable<string> Introduction(Uri url)
    {
        var credentials = url.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        if (credentials is [var user, var password])
        {
            yield return user.Length == 0 ? $"AUTH {Quoted(password)}" : $"AUTH {Quoted(user)} {Quoted(password)}";
        }

        if (url.AbsolutePath.TrimStart('/') is { Length: > 0 } database)
        {
            yield return $"SELECT {database}";
        }
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // +PONG, :1 or $5 with the text on the next line ($-1: there is none)
    private static async Task<string> TextAsync(string reply, StreamReader reader, CancellationToken cancelled) => reply switch
    {
        "$-1" => "",
        ['$', ..] => await reader.ReadLineAsync(cancelled) ?? "",
        _ => reply[1..],
    };
}
