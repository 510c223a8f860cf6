namespace AiStack.Gateway.Requests;

/// <summary>A backend's answer on its way to the client, which is looked at and not changed.</summary>
internal abstract class PassingStream(Stream answer, CancellationToken clientGone) : Stream
{
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

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = answer.ReadAsync(buffer, cancellationToken);
        return read.IsCompletedSuccessfully ? new ValueTask<int>(Look(buffer, read.Result)) : AwaitAsync(buffer, read);
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

    /// <summary>Looks at the next bytes; there is at least one.</summary>
    protected abstract void Observe(ReadOnlySpan<byte> piece);

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
            return Look(buffer, await read);
        }
        catch (OperationCanceledException) when (!clientGone.IsCancellationRequested)
        {
            TimedOut = true;
            throw;
        }
    }

    private int Look(Memory<byte> buffer, int read)
    {
        if (read > 0)
        {
            Observe(buffer.Span[..read]);
        }

        return read;
    }
}
