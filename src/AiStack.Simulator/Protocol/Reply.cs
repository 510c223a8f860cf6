using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiStack.Simulator.Protocol;

/// <summary>Writes responses.</summary>
internal static class Reply
{
    /// <summary>JSON as Python writes it: only what must be escaped is.</summary>
    public static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // One writer and one buffer per thread: a response is composed without giving the thread away.
    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>Sends a JSON body.</summary>
    /// <param name="http">The request's context.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="state">What <paramref name="write"/> needs, so that it need not capture it.</param>
    /// <param name="write">Writes the body.</param>
    public static Task JsonAsync<T>(HttpContext http, int status, T state, Action<Utf8JsonWriter, T> write)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        var json = _writer ??= new Utf8JsonWriter(buffer, JsonOptions);
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        write(json, state);
        json.Flush();

        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        if (buffer.Capacity > 256 * 1024)
        {
            // One very long answer shall not stay in memory for ever.
            _buffer = null;
            _writer = null;
        }

        var flush = response.BodyWriter.FlushAsync();
        return flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
    }

    /// <summary>Sends an error in vLLM's shape.</summary>
    public static Task ProblemAsync(HttpContext http, RequestProblem problem) => JsonAsync(http, problem.Status, problem, static (json, problem) =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, problem.Message);
        json.WriteString("type"u8, problem.Type);
        json.WriteString("param"u8, problem.Parameter);
        json.WriteNumber("code"u8, problem.Status);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>Sends a status without a body.</summary>
    public static Task EmptyAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
