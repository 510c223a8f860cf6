namespace AiStack.Gateway.Router;

/// <summary>Lets requests for a model whose backends are just starting wait a moment, where the original refuses them.</summary>
/// <remarks>On a laptop router and engines start together, and whoever asks in the second in which the router comes up shall get an answer.</remarks>
internal sealed class StartupPatience(BackendPool pool, RouterOptions options, TimeProvider time)
{
    /// <summary>Waits until one of the model's backends is up for the first time.</summary>
    /// <param name="request">A request that no backend is left for.</param>
    /// <returns><see langword="false"/> when nobody is starting, or nobody has come up in time.</returns>
    public async ValueTask<bool> WaitAsync(RoutedRequest request)
    {
        var table = pool.Table;
        var starting = table.Configuration.Backends
            .Where(configured => configured.Model == request.Model)
            .Select(configured => table.Backends.First(backend => backend.Url == configured.Url))
            .Where(IsStarting)
            .ToList();
        if (starting.Count == 0)
        {
            return false;
        }

        var left = options.StartupPatience - starting.Min(backend => time.GetElapsedTime(backend.Named));
        return await AnyAsync(starting, left, request.Context.RequestAborted);
    }

    /// <summary>Waits until every backend that is starting has come up.</summary>
    /// <param name="limit">Longest wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task WaitForAllAsync(TimeSpan limit, CancellationToken cancellation)
    {
        var starting = pool.Table.Backends.Where(IsStarting).Select(backend => backend.FirstUp.Task).ToList();
        return starting.Count == 0 ? Task.CompletedTask : Task.WhenAny(Task.WhenAll(starting), Task.Delay(limit, cancellation));
    }

    private bool IsStarting(Backend backend) => !backend.FirstUp.Task.IsCompleted && time.GetElapsedTime(backend.Named) < options.StartupPatience;

    private async ValueTask<bool> AnyAsync(IEnumerable<Backend> starting, TimeSpan limit, CancellationToken gone)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(gone);
        var timeout = Task.Delay(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time, ended.Token);
        var first = await Task.WhenAny([timeout, .. starting.Select(backend => backend.FirstUp.Task)]);
        await ended.CancelAsync();
        return first != timeout;
    }
}
