namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard's address for people and tools, and whether it answers yet.</summary>
internal sealed class DashboardAddress(DashboardSettings settings, DashboardKeys keys)
{
    // Long enough for a machine ten times too busy; the dashboard itself takes about a second, and its death is noticed elsewhere.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(40);

    private readonly TaskCompletionSource _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where its pages are, without a path.</summary>
    internal Uri BaseUrl => settings.FrontendUrls[0].Reachable;

    /// <summary>Opens the dashboard without asking for the token.</summary>
    internal Uri LoginUrl => new(BaseUrl, $"login?t={Uri.EscapeDataString(keys.BrowserToken)}");

    /// <summary>Completes when the dashboard has answered for the first time; faults when it did not within two minutes.</summary>
    internal Task Healthy => _healthy.Task;

    /// <summary>Asks the dashboard until it answers.</summary>
    internal async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = BaseUrl, Timeout = TimeSpan.FromSeconds(5) };
        var started = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(client, cancellationToken).ConfigureAwait(false))
        {
            if (TimeProvider.System.GetElapsedTime(started) > s_patience)
            {
                _healthy.TrySetException(new TimeoutException($"The dashboard did not answer on {BaseUrl} within {s_patience.TotalMinutes} minutes."));
                return;
            }

            await Task.Delay(s_interval, cancellationToken).ConfigureAwait(false);
        }

        _healthy.TrySetResult();
    }

    private async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        if (BaseUrl.Host is "localhost" or "127.0.0.1" && !await LoopbackPort.ListensAsync(BaseUrl.Port).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            using var answer = await client.GetAsync(new Uri("health", UriKind.Relative), cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException e)
        {
            // It is up when it shows a certificate, also one that only the browser's user will trust.
            return e.HttpRequestError == HttpRequestError.SecureConnectionError;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
