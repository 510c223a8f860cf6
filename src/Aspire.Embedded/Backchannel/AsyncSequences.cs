using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.Backchannel;

internal static class AsyncSequences
{
    /// <summary>The same elements, but a cancellation is an end and no exception: the other side of the channel would report that as a failure.</summary>
    internal static async IAsyncEnumerable<T> UntilCancelled<T>(this IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var elements = source.GetAsyncEnumerator(cancellationToken);
        await using var _ = elements.ConfigureAwait(false);
        while (await NextAsync().ConfigureAwait(false))
        {
            yield return elements.Current;
        }

        async Task<bool> NextAsync()
        {
            try
            {
                return await elements.MoveNextAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    /// <summary>All sequences at once, each element as it comes.</summary>
    internal static IAsyncEnumerable<T> Merge<T>(IEnumerable<IAsyncEnumerable<T>> sources, CancellationToken cancellationToken)
    {
        var merged = Channel.CreateUnbounded<T>();
        _ = PumpAllAsync();
        return merged.Reader.ReadAllAsync(cancellationToken);

        async Task PumpAllAsync()
        {
            var pumps = Task.WhenAll(sources.Select(PumpAsync));
            await pumps.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            merged.Writer.Complete(pumps.Exception?.InnerException);
        }

        async Task PumpAsync(IAsyncEnumerable<T> source)
        {
            await foreach (var element in source.UntilCancelled(cancellationToken).ConfigureAwait(false))
            {
                merged.Writer.TryWrite(element);
            }
        }
    }
}
