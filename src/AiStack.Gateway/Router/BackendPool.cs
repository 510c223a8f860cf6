using System.Threading.Channels;

namespace AiStack.Gateway.Router;

/// <summary>The backends and what is known of them. Readers take <see cref="Table"/>; every change makes a new one.</summary>
internal sealed partial class BackendPool
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _statisticsWindow;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<Backend> _added = Channel.CreateUnbounded<Backend>();

    // What was ever served lives here only, so a restart forgets it, as in the original.
    private readonly Dictionary<string, RoundRobinCounter> _seenModels = new(StringComparer.Ordinal);
    private volatile BackendTable _table;

    /// <summary>Makes the pool.</summary>
    public BackendPool(RouterOptions options, TimeProvider time, ILogger<BackendPool> logger)
    {
        _statisticsWindow = options.RequestStatsWindow;
        _time = time;
        _logger = logger;
        _table = new BackendTable(options.Routing, [], []);
        Apply(options.Routing);
    }

    /// <summary>The table in force.</summary>
    public BackendTable Table => _table;

    /// <summary>Backends that have come in and are not probed yet.</summary>
    public ChannelReader<Backend> Added => _added.Reader;

    /// <summary>Takes over a configuration. Backends that stay keep their state, figures and streams; those that go finish their streams.</summary>
    public void Apply(RoutingConfiguration configuration)
    {
        lock (_lock)
        {
            var kept = _table.Backends.ToDictionary(backend => backend.Url, StringComparer.Ordinal);
            var backends = new List<Backend>();
            foreach (var url in configuration.Backends.Select(backend => backend.Url).Distinct(StringComparer.Ordinal))
            {
                if (!kept.Remove(url, out var backend))
                {
                    backend = new Backend(url, _statisticsWindow, _time);
                    _added.Writer.TryWrite(backend);
                }

                backends.Add(backend);
            }

            Rebuild(configuration, backends);
            foreach (var gone in kept.Values)
            {
                gone.Dispose();
            }
        }
    }

    /// <summary>A probe succeeded.</summary>
    /// <param name="backend">Who answered.</param>
    /// <param name="models">What it serves; <see langword="null"/> when it does not say.</param>
    public void MarkUp(Backend backend, IReadOnlyList<ServedModel>? models)
    {
        lock (_lock)
        {
            var served = models ?? ConfiguredModels(backend);
            if (backend.State == BackendState.Up && backend.Models.SequenceEqual(served))
            {
                return;
            }

            LogUp(backend.Url, string.Join(", ", served.Select(model => model.Id)));
            backend.Become(BackendState.Up);
            backend.Models = served;
            Rebuild(_table.Configuration, _table.Backends);
            backend.FirstUp.TrySetResult();
        }
    }

    /// <summary>A backend refused, broke or kept silent: it gets no more requests until a probe succeeds.</summary>
    /// <param name="backend">Which one.</param>
    /// <param name="reason">What happened, for the log.</param>
    public void MarkDown(Backend backend, string reason)
    {
        lock (_lock)
        {
            if (backend.State == BackendState.Down)
            {
                return;
            }

            LogDown(backend.Url, reason);
            backend.Become(BackendState.Down);
            Rebuild(_table.Configuration, _table.Backends);
        }

        backend.WantProbe();
    }

    private void Rebuild(RoutingConfiguration configuration, IReadOnlyList<Backend> backends)
    {
        var byUrl = backends.ToDictionary(backend => backend.Url, StringComparer.Ordinal);
        var candidates = configuration.Backends.Select(configured => (configured.Model, Backend: byUrl[configured.Url]))
            .Concat(backends.SelectMany(backend => backend.Models.Select(model => (Model: model.Id, Backend: backend))))
            .Distinct()
            .ToLookup(pair => pair.Model, pair => pair.Backend, StringComparer.Ordinal);
        foreach (var model in candidates.Select(group => group.Key))
        {
            _seenModels.TryAdd(model, new RoundRobinCounter());
        }

        var models = new Dictionary<string, ModelBackends>(StringComparer.Ordinal);
        foreach (var (model, counter) in _seenModels)
        {
            var available = candidates[model]
                .Where(backend => backend.State != BackendState.Down)
                .OrderBy(backend => backend.Url, StringComparer.Ordinal);
            models[model] = new ModelBackends([.. available], configuration.Logic, counter);
        }

        _table = new BackendTable(configuration, backends, models);
    }

    private List<ServedModel> ConfiguredModels(Backend backend) =>
        [.. _table.Configuration.Backends
            .Where(configured => configured.Url == backend.Url)
            .Select(configured => new ServedModel { Id = configured.Model, Root = configured.Model, Created = backend.Created })];

    [LoggerMessage(EventId = 20, Level = LogLevel.Information, Message = "Backend {Url} is up and serves {Models}")]
    private partial void LogUp(string url, string models);

    [LoggerMessage(EventId = 21, Level = LogLevel.Warning, Message = "Backend {Url} is down: {Reason}")]
    private partial void LogDown(string url, string reason);
}
