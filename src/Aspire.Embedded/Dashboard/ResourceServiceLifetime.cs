using Grpc.Core;

namespace Aspire.Hosting.Dashboard;

/// <summary>Ends the open streams when the AppHost stops; Kestrel would wait for them until its shutdown time-out.</summary>
internal sealed class ResourceServiceLifetime : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    internal Call Link(ServerCallContext context) => new(context.CancellationToken, _stopping.Token);

    internal void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    internal sealed class Call(CancellationToken caller, CancellationToken stopping) : IDisposable
    {
        private readonly CancellationTokenSource _either = CancellationTokenSource.CreateLinkedTokenSource(caller, stopping);

        /// <summary>Runs a stream; that its reader left or that we stop is its normal end.</summary>
        internal async Task RunAsync(Func<CancellationToken, Task> stream)
        {
            try
            {
                await stream(_either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_either.IsCancellationRequested)
            {
            }
            // The connection can be gone a moment before its token says so.
            catch (Exception e) when (e is InvalidOperationException or IOException && caller.IsCancellationRequested)
            {
            }
        }

        public void Dispose() => _either.Dispose();
    }
}
