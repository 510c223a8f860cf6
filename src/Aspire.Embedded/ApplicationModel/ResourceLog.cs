using System.Collections.Immutable;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The log of one instance: its last lines, and those who watch it.</summary>
internal sealed class ResourceLog(Action<LogLine> told)
{
    /// <summary>Lines that are kept; older ones go first.</summary>
    private const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private ImmutableList<Channel<LogLine>> _watchers = [];
    private int _lastNumber;

    internal IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    internal void Add(string content, bool isError)
    {
        LogLine line;
        lock (_gate)
        {
            line = new(++_lastNumber, content, isError);
            if (_lines.Count == Capacity)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(line);
            }
        }

        told(line);
    }

    internal void Complete()
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryComplete();
            }

            _watchers = [];
        }
    }

    internal IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync() => new Watch(this);

    private sealed class Watch(ResourceLog log) : IAsyncEnumerable<IReadOnlyList<LogLine>>
    {
        public async IAsyncEnumerator<IReadOnlyList<LogLine>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            var watcher = Channel.CreateUnbounded<LogLine>(new() { SingleReader = true });
            lock (log._gate)
            {
                foreach (var line in log._lines)
                {
                    watcher.Writer.TryWrite(line);
                }

                log._watchers = log._watchers.Add(watcher);
            }

            try
            {
                while (await watcher.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var batch = new List<LogLine>();
                    while (watcher.Reader.TryRead(out var line))
                    {
                        batch.Add(line);
                    }

                    yield return batch;
                }
            }
            finally
            {
                lock (log._gate)
                {
                    log._watchers = log._watchers.Remove(watcher);
                }
            }
        }
    }
}
