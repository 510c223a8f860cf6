using AiStack.Gateway.CommandLine;

namespace AiStack.Gateway.Router;

/// <summary>Reads the dynamic configuration again whenever its content changes.</summary>
/// <remarks>It reads rather than waits for file events: those get lost when a file is replaced by renaming or through a mount.</remarks>
internal sealed partial class DynamicConfigWatcher(RouterOptions options, BackendPool pool, ILogger<DynamicConfigWatcher> logger) : BackgroundService
{
    private byte[] _lastContent = [];
    private string _lastProblem = "";

    /// <summary>The configuration in force, for <c>/health</c>.</summary>
    public DynamicConfig Current { get; private set; } = new("", options.FlagSettings);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.DynamicConfigPath is not { } path)
        {
            return;
        }

        using var timer = new PeriodicTimer(RouterFacts.DynamicConfigInterval);
        try
        {
            do
            {
                Read(path);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private void Read(string path)
    {
        try
        {
            var content = File.ReadAllBytes(path);
            if (content.AsSpan().SequenceEqual(_lastContent))
            {
                return;
            }

            // Remembered even if it is bad: one complaint for each content.
            _lastContent = content;
            var config = DynamicConfig.Parse(content, path, options.FlagSettings);
            pool.Apply(RoutingConfiguration.Parse(config.Setting, name => $"{path}: {name}"));
            Current = config;
            _lastProblem = "";
            LogApplied(path, pool.Table.Backends.Count);
        }
        catch (Exception e) when (e is UsageException or IOException or UnauthorizedAccessException)
        {
            if (e.Message != _lastProblem)
            {
                _lastProblem = e.Message;
                LogKept(e.Message);
            }
        }
    }

    [LoggerMessage(EventId = 30, Level = LogLevel.Information, Message = "{Path} applied: {Count} backends")]
    private partial void LogApplied(string path, int count);

    [LoggerMessage(EventId = 31, Level = LogLevel.Warning, Message = "The configuration stays as it was: {Problem}")]
    private partial void LogKept(string problem);
}
