namespace AiStack.Simulator.Text;

/// <summary>Composes answers in tokens.</summary>
internal sealed class AnswerComposer(Vocabulary vocabulary)
{
    /// <summary>A told answer to a prompt.</summary>
    /// <param name="prompt">What the person said last.</param>
    /// <param name="random">Decides what is said.</param>
    /// <param name="limits">Where it ends.</param>
    public Answer Tell(string prompt, SplitMix random, AnswerLimits limits)
    {
        var least = limits.IgnoreEnd ? limits.MaxTokens : limits.MinTokens;
        // A token of such prose has four characters; five leave room, and the rest is cut off.
        var text = Storyteller.Tell(prompt, random, least * 5);
        return AnswerCutter.Cut(vocabulary.Tokenize(text), limits);
    }

    /// <summary>An answer that consists of a given text.</summary>
    public Answer Say(string text, AnswerLimits limits, ToolCall? toolCall = null) => AnswerCutter.Cut(vocabulary.Tokenize(text), limits, toolCall);
}
