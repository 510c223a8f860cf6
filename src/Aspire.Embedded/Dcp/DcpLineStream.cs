using System.Runtime.CompilerServices;

namespace Aspire.Hosting.Dcp;

/// <summary>An answer that is read line by line while the server is still writing it.</summary>
internal sealed class DcpLineStream(HttpResponseMessage response, Stream body) : IDisposable
{
    /// <summary>All lines until the server ends the answer; a cut connection is an end, too.</summary>
    internal async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body);
        while (await NextAsync(reader, cancellationToken).ConfigureAwait(false) is { } line)
        {
            yield return line;
        }
    }

    private static async Task<string?> NextAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose() => response.Dispose();
}
