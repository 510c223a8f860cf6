using System.Diagnostics;

namespace AiStack.Simulator.Serving;

/// <summary>A line per request on the console, as long as there are not too many of them.</summary>
/// <param name="output">Where lines go; <see langword="null"/> for nowhere.</param>
internal sealed class AccessLog(TextWriter? output)
{
    private const int LinesPerSecond = 50;
    private long _second;
    private int _lines;

    /// <summary>Writes what went wrong inside this program; never left out.</summary>
    public static void WriteFailure(HttpContext http, Exception problem) =>
        Console.Error.WriteLine($"ERROR:    {http.Request.Method} {http.Request.Path}: {problem}");

    /// <summary>Writes the line of a request that has been answered.</summary>
    public void Write(HttpContext http)
    {
        if (output is null)
        {
            return;
        }

        var second = Stopwatch.GetTimestamp() / Stopwatch.Frequency;
        var left = 0;
        if (Interlocked.Exchange(ref _second, second) != second)
        {
            left = Interlocked.Exchange(ref _lines, 0) - LinesPerSecond;
        }

        if (Interlocked.Increment(ref _lines) > LinesPerSecond)
        {
            return;
        }

        var request = http.Request;
        var address = http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
        var line = $"INFO:     {address}:{http.Connection.RemotePort} - \"{request.Method} {request.Path}{request.QueryString} {request.Protocol}\" {http.Response.StatusCode}";
        lock (output)
        {
            if (left > 0)
            {
                output.WriteLine($"INFO:     … and {left} more requests in the same second");
            }

            output.WriteLine(line);
            output.Flush();
        }
    }
}
