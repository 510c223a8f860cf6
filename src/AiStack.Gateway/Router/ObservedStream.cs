using System.Buffers;

namespace AiStack.Gateway.Router;

/// <summary>A backend's answer on its way to the client: notices the first byte and remembers the last ones, changes nothing.</summary>
internal sealed class ObservedStream(Stream answer, Action answerBegan, CancellationToken clientGone) : Stream
{
    // Usage with all its details is a few hundred bytes; what may follow it is little.
    private const int TailLength = 1024;
    private byte[]? _tail;
    private int _tailLength;
    private bool _began;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether it ended because the backend kept silent for too long.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>The tokens the answer says it has, once it has been read to its end.</summary>
    public TokenUsage? TakeUsage()
    {
        if (_tail is null)
        {
            return null;
        }

        var usage = TokenUsage.Find(_tail.AsSpan(0, _tailLength));
        ArrayPool<byte>.Shared.Return(_tail);
        _tail = null;
        return usage;
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = answer.ReadAsync(buffer, cancellationToken);
        return read.IsCompletedSuccessfully ? new ValueTask<int>(Observe(buffer, read.Result)) : AwaitAsync(buffer, read);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            answer.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> AwaitAsync(Memory<byte> buffer, ValueTask<int> read)
    {
        try
        {
            return Observe(buffer, await read);
        }
        catch (OperationCanceledException) when (!clientGone.IsCancellationRequested)
        {
            TimedOut = true;
            throw;
        }
    }

    private int Observe(Memory<byte> buffer, int read)
    {
        if (read > 0)
        {
            if (!_began)
            {
                _began = true;
                answerBegan();
            }

            Remember(buffer.Span[..read]);
        }

        return read;
    }

    private void Remember(ReadOnlySpan<byte> piece)
    {
        _tail ??= ArrayPool<byte>.Shared.Rent(TailLength);
        if (piece.Length >= TailLength)
        {
            piece[^TailLength..].CopyTo(_tail);
            _tailLength = TailLength;
            return;
        }

        var kept = Math.Min(_tailLength, TailLength - piece.Length);
        _tail.AsSpan(_tailLength - kept, kept).CopyTo(_tail);
        piece.CopyTo(_tail.AsSpan(kept));
        _tailLength = kept + piece.Length;
    }
}
