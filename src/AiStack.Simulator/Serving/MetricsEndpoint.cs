using System.Buffers;
using AiStack.Simulator.Metrics;

namespace AiStack.Simulator.Serving;

/// <summary>Answers <c>/metrics</c>.</summary>
internal sealed class MetricsEndpoint(MetricsPage page)
{
    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var buffer = new ArrayBufferWriter<byte>(32 * 1024);
        page.Write(buffer);
        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        http.Response.ContentLength = buffer.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(buffer.WrittenMemory);
    }
}
