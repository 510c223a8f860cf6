using System.Buffers;
using AiStack.Gateway.Requests;

namespace AiStack.Gateway.Router;

/// <summary>A backend's answer on its way to the client: notices the first byte and remembers the last ones, changes nothing.</summary>
internal sealed class ObservedStream(Stream answer, Action answerBegan, CancellationToken clientGone) : PassingStream(answer, clientGone)
{
    // Usage with all its details is a few hundred bytes; what may follow it is little.
    private const int TailLength = 1024;
    private byte[]? _tail;
    private int _tailLength;
    private bool _began;

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
    protected override void Observe(ReadOnlySpan<byte> piece)
    {
        if (!_began)
        {
            _began = true;
            answerBegan();
        }

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
