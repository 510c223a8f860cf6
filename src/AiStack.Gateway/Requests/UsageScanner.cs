namespace AiStack.Gateway.Requests;

/// <summary>Looks for the tokens that an answer says it has, while it passes by in pieces of any size.</summary>
internal sealed class UsageScanner
{
    // Usage with all its details is a few hundred bytes.
    private const int LongestProperty = 4096;
    private byte[]? _pending;
    private int _length;

    /// <summary>The tokens told so far; <see langword="null"/>: none.</summary>
    public TokenUsage? Usage { get; private set; }

    private static ReadOnlySpan<byte> Name => TokenUsage.Name;

    /// <summary>Looks at the next piece.</summary>
    public void Feed(ReadOnlySpan<byte> piece)
    {
        if (_length > 0)
        {
            Continue(piece);
        }

        while (true)
        {
            // In a JSON string the quotes would be escaped, so this text is a property name.
            var at = piece.IndexOf(Name);
            if (at < 0)
            {
                break;
            }

            piece = piece[at..];
            if (!Take(piece))
            {
                Keep(piece);
                return;
            }

            piece = piece[Name.Length..];
        }

        if (_length == 0)
        {
            KeepBeginning(piece);
        }
    }

    private void Continue(ReadOnlySpan<byte> piece)
    {
        var added = Math.Min(piece.Length, LongestProperty - _length);
        piece[..added].CopyTo(_pending.AsSpan(_length));
        _length += added;
        if (Take(_pending.AsSpan(0, _length)) || _length == LongestProperty)
        {
            _length = 0;
        }
    }

    private bool Take(ReadOnlySpan<byte> property)
    {
        if (!TokenUsage.TryRead(property, isWhole: false, out var usage))
        {
            return false;
        }

        if (usage is { } found)
        {
            Usage = Usage?.Then(found) ?? found;
        }

        return true;
    }

    private void Keep(ReadOnlySpan<byte> property)
    {
        if (property.Length < LongestProperty)
        {
            _pending ??= new byte[LongestProperty];
            property.CopyTo(_pending);
            _length = property.Length;
        }
    }

    // A piece may end in the middle of the name.
    private void KeepBeginning(ReadOnlySpan<byte> piece)
    {
        for (var length = Math.Min(Name.Length - 1, piece.Length); length > 0; length--)
        {
            if (piece.EndsWith(Name[..length]))
            {
                Keep(piece[^length..]);
                return;
            }
        }
    }
}
