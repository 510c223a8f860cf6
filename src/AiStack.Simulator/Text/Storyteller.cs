using System.Text;

namespace AiStack.Simulator.Text;

/// <summary>Makes up what a model says to a prompt: the same for the same prompt and seed.</summary>
internal static class Storyteller
{
    private const int QuotedWords = 6;

    /// <summary>A text that answers the prompt.</summary>
    /// <param name="prompt">What the person said last.</param>
    /// <param name="random">Decides which sentences and how many.</param>
    /// <param name="atLeastCharacters">Length to reach at least; 0 for the text's own natural length.</param>
    public static string Tell(string prompt, SplitMix random, int atLeastCharacters = 0)
    {
        var text = new StringBuilder(256);
        var tail = Tail(prompt);
        text.Append(tail.Length == 0
            ? "You said nothing, which is the hardest thing to answer."
            : Sayings.Openers[random.Below(Sayings.Openers.Length)].Replace(Sayings.Quote, tail, StringComparison.Ordinal));

        // Squaring makes short answers common and long ones possible.
        var middles = 1 + (int)(random.Fraction() * random.Fraction() * 9);
        var index = random.Below(Sayings.Middles.Length);
        for (; middles > 0 || text.Length < atLeastCharacters; middles--)
        {
            text.Append(' ').Append(Sayings.Middles[index]);
            // A step that shares no factor with the number of sentences visits all of them before one comes twice.
            index = (index + 7) % Sayings.Middles.Length;
        }

        return text.Append(' ').Append(Sayings.Closers[random.Below(Sayings.Closers.Length)]).ToString();
    }

    /// <summary>The last words of a text, in one line and without the punctuation around them.</summary>
    public static string Tail(string text)
    {
        // Prompts can be long; their last words are near their end.
        var end = text.Length > 400 ? text[^400..] : text;
        var words = end.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.TakeLast(QuotedWords)).Trim(' ', '.', '!', '?', '"', '\'', ',', ';', ':', '{', '}');
    }
}
