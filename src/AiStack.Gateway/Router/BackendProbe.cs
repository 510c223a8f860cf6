using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace AiStack.Gateway.Router;

/// <summary>Asks the backends how they are: often while one is down, at the configured interval while it is up.</summary>
internal sealed class BackendProbe(BackendPool pool, BackendClient client, RouterOptions options, TimeProvider time) : BackgroundService
{
    // Used for these questions only; a client's request carries the client's own key.
    private readonly string? _apiKey = Environment.GetEnvironmentVariable("VLLM_API_KEY");

    /// <summary>Whether it is at work.</summary>
    public bool Running => ExecuteTask is { IsCompleted: false };

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watches = new List<Task>();
        try
        {
            await foreach (var backend in pool.Added.ReadAllAsync(stoppingToken))
            {
                watches.RemoveAll(watch => watch.IsCompletedSuccessfully);
                watches.Add(WatchAsync(backend, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(watches);
        }
    }

    private async Task WatchAsync(Backend backend, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, backend.Removed);
        var lastCheck = time.GetTimestamp();
        try
        {
            while (true)
            {
                // Whoever failed a check has to pass one; a model list alone would bring an engine back that cannot generate.
                var check = options.HealthChecks && (backend.State != BackendState.Up || time.GetElapsedTime(lastCheck) >= options.HealthCheckInterval);
                await ProbeAsync(backend, check, ended.Token);
                backend.FirstProbe.TrySetResult();
                lastCheck = check ? time.GetTimestamp() : lastCheck;
                await WaitAsync(backend, ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            backend.FirstProbe.TrySetResult();
        }
    }

    // Until the next probe is due, wanted by a failed request, or needed because nobody listens any more.
    private async Task WaitAsync(Backend backend, CancellationToken ended)
    {
        for (var left = Delay(backend); left > TimeSpan.Zero; left -= RouterFacts.ListeningInterval)
        {
            var step = left < RouterFacts.ListeningInterval ? left : RouterFacts.ListeningInterval;
            if (await backend.ProbeWanted.WaitAsync(step, ended))
            {
                return;
            }

            if (backend.State == BackendState.Up && !await client.ListensAsync(backend.Url, ended))
            {
                pool.MarkDown(backend, "nobody listens any more");
                return;
            }
        }
    }

    private TimeSpan Delay(Backend backend) =>
        backend.State != BackendState.Up && time.GetElapsedTime(backend.StateSince) < RouterFacts.StartingTime ? RouterFacts.StartingProbeInterval
        : backend.State != BackendState.Up ? RouterFacts.DownProbeInterval
        : options.HealthChecks && options.HealthCheckInterval < options.EngineStatsInterval ? options.HealthCheckInterval
        : options.EngineStatsInterval;

    private async Task ProbeAsync(Backend backend, bool check, CancellationToken ended)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ended);
        timeout.CancelAfter(options.HealthCheckTimeout);
        try
        {
            var models = await ReadModelsAsync(backend, timeout.Token);
            if (check)
            {
                await HealthCheck.RunAsync(backend, pool.Table.Configuration, (url, content) => SendAsync(HttpMethod.Post, url, content, timeout.Token));
            }

            pool.MarkUp(backend, models);
            await ReadPrefixCacheAsync(backend, timeout.Token);
        }
        catch (OperationCanceledException) when (!ended.IsCancellationRequested)
        {
            pool.MarkDown(backend, $"no answer within {options.HealthCheckTimeout.TotalSeconds:0.###} s");
        }
        catch (Exception e) when (!ended.IsCancellationRequested)
        {
            // Whatever a backend makes us trip over is told and counts against it; its watch must not end with it.
            pool.MarkDown(backend, e.GetBaseException().Message);
        }
    }

    private async Task<IReadOnlyList<ServedModel>?> ReadModelsAsync(Backend backend, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Get, backend.Url + "/v1/models", null, cancellation);
        // It is there, but does not tell us: the configured names have to do.
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        return ServedModel.ParseList(await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    private async Task ReadPrefixCacheAsync(Backend backend, CancellationToken cancellation)
    {
        try
        {
            using var response = await SendAsync(HttpMethod.Get, backend.Url + "/metrics", null, cancellation);
            var text = await response.Content.ReadAsByteArrayAsync(cancellation);
            backend.PrefixCache = response.IsSuccessStatusCode ? EngineMetrics.PrefixCache(Encoding.UTF8.GetString(text)) : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // A model list that answers is what counts; figures that cannot be read are not shown.
            backend.PrefixCache = null;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        if (_apiKey is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _apiKey);
        }

        return await client.Probes.SendAsync(request, cancellation);
    }
}
