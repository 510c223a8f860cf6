namespace AiStack.Gateway.Tests;

/// <summary>Bytes that come in odd pieces and without a length.</summary>
internal sealed class ChunkedUpload(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, 7919)], cancellationToken);
}
