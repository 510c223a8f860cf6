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

    /// <summary>The same lines, in batches of what has arrived together.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<string>> ReadBatchesAsync(int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body);
        var next = NextAsync(reader, cancellationToken);
        while (await next.ConfigureAwait(false) is { } line)
        {
            var batch = new List<string> { line };
            next = NextAsync(reader, cancellationToken);
            while (batch.Count < size && next.IsCompletedSuccessfully && await next.ConfigureAwait(false) is { } more)
            {
                batch.Add(more);
                next = NextAsync(reader, cancellationToken);
            }

            yield return batch;
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
