using System.Text;

namespace AiStack.Bench.LoadClient;

/// <summary>One request, how many connections repeat it, and for how long.</summary>
public sealed record LoadPlan
{
    /// <summary>Where the request goes.</summary>
    /// <value>An absolute <c>http://</c> address; the host must resolve to this machine or a reachable one.</value>
    public required Uri Url { get; init; }

    /// <summary>HTTP method.</summary>
    /// <value>Default: <c>POST</c> with a body, else <c>GET</c>.</value>
    public string? Method { get; init; }

    /// <summary>Request body as JSON.</summary>
    /// <value><see langword="null"/> (default): no body.</value>
    public string? Body { get; init; }

    /// <summary>Further header lines, without line ends, such as <c>Authorization: Bearer x</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Keep-alive connections, each with one request under way at a time.</summary>
    /// <value>1 or more; default 1.</value>
    public int Connections { get; init; } = 1;

    /// <summary>Time at the start whose answers are not counted.</summary>
    /// <value>Default: one second.</value>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time that is counted, after the warm-up.</summary>
    /// <value>Default: five seconds. It also bounds a run with <see cref="Requests"/>.</value>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Counted requests after which the run ends early.</summary>
    /// <value><see langword="null"/> (default): only <see cref="Duration"/> ends it.</value>
    public long? Requests { get; init; }

    internal byte[] ToRequestBytes()
    {
        var text = new StringBuilder()
            .Append(Method ?? (Body is null ? "GET" : "POST")).Append(' ').Append(Url.PathAndQuery).Append(" HTTP/1.1\r\n")
            .Append("Host: ").Append(Url.Authority).Append("\r\n");
        foreach (var header in Headers)
        {
            text.Append(header).Append("\r\n");
        }

        if (Body is not null)
        {
            text.Append("Content-Type: application/json\r\nContent-Length: ").Append(Encoding.UTF8.GetByteCount(Body)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(Body).ToString());
    }
}
