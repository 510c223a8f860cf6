using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Backchannel;

/// <summary>Hands the AppHost's own log to the `aspire` command that started it, from the first line on.</summary>
internal sealed class AppHostLog : ILoggerProvider
{
    // The command connects within a second or two; what it has not read by then is dropped from the old end.
    private readonly Channel<object> _entries = Channel.CreateBounded<object>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    internal IAsyncEnumerable<object> ReadAsync(CancellationToken cancellationToken) => _entries.Reader.ReadAllAsync(cancellationToken);

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries.Writer);

    public void Dispose() => _entries.Writer.TryComplete();

    private sealed class Logger(string category, ChannelWriter<object> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var message = formatter(state, exception) + (exception is null ? "" : $"{Environment.NewLine}{exception}");
            entries.TryWrite(new { EventId = new { eventId.Id, eventId.Name }, LogLevel = logLevel, Message = message, Timestamp = DateTimeOffset.UtcNow, CategoryName = category });
        }
    }
}
