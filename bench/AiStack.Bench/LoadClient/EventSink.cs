using System.Diagnostics;

namespace AiStack.Bench.LoadClient;

/// <summary>Notes when each server-sent event of one stream was complete.</summary>
internal sealed class EventSink : IBodySink
{
    private bool _lineEnded;

    /// <summary>Time stamps of the events so far, as <see cref="Stopwatch"/> gives them.</summary>
    public List<long> Arrivals { get; } = new(256);

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> body)
    {
        var now = Stopwatch.GetTimestamp();
        while (!body.IsEmpty)
        {
            if (_lineEnded && body[0] == (byte)'\n')
            {
                Arrivals.Add(now);
                _lineEnded = false;
                body = body[1..];
                continue;
            }

            var end = body.IndexOf((byte)'\n');
            _lineEnded = end >= 0;
            body = end < 0 ? [] : body[(end + 1)..];
        }
    }
}
