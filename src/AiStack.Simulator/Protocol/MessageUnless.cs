using System.Globalization;
using System.Runtime.CompilerServices;

namespace AiStack.Simulator.Protocol;

/// <summary>A message that is put together only when a value does not fit: every request passes a dozen such checks.</summary>
[InterpolatedStringHandler]
internal ref struct MessageUnless
{
    private DefaultInterpolatedStringHandler _text;

    public MessageUnless(int literalLength, int formattedCount, bool fits, out bool wanted)
    {
        wanted = !fits;
        _text = wanted ? new(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
    }

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public string Take() => _text.ToStringAndClear();
}
