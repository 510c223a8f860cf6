using AiStack.Simulator.Text;
using FsCheck;
using FsCheck.Xunit;

namespace AiStack.Simulator.Tests;

public sealed class TextProperties
{
    private static readonly Vocabulary Vocabulary = Vocabulary.Load();

    [Property(MaxTest = 200)]
    public void Vocabulary_AnyText_PiecesJoinToTheTextAndDecodeGivesItBack(NonNull<string> given)
    {
        var text = WellFormed(given.Get);

        var tokens = Vocabulary.Tokenize(text);

        Assert.Equal(Vocabulary.Count(text), tokens.Ids.Length);
        Assert.Equal(Vocabulary.Encode(text), tokens.Ids);
        Assert.Equal(text, Vocabulary.Decode(tokens.Ids));
        Assert.Equal(text.Length, tokens.Ends.Length == 0 ? 0 : tokens.Ends[^1]);
        Assert.Equal(tokens.Ends.Order(), tokens.Ends);
    }

    [Property(MaxTest = 200)]
    public void Answer_AnyStopString_IsNeverInTheTextAndCutsAtItsFirstPlace(int seed, NonEmptyString stop, PositiveInt limit)
    {
        var whole = Vocabulary.Tokenize(Storyteller.Tell("a tale of two stops", new SplitMix((ulong)seed)));

        var answer = AnswerCutter.Cut(whole, new AnswerLimits { MaxTokens = limit.Get, Stop = [stop.Get, "the"] });

        Assert.DoesNotContain(stop.Get, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("the", answer.Text, StringComparison.Ordinal);
        Assert.StartsWith(answer.Text, whole.Text, StringComparison.Ordinal);
        if (answer.StopString is { } found)
        {
            Assert.StartsWith(found, whole.Text[answer.Text.Length..], StringComparison.Ordinal);
        }
    }

    [Property(MaxTest = 200)]
    public void Answer_AnyLimit_PiecesJoinToTheTextAndCountsAgree(int seed, PositiveInt limit, bool ignoreEnd)
    {
        var answer = new AnswerComposer(Vocabulary).Tell("naïve 👩‍🚀 café", new SplitMix((ulong)seed), new AnswerLimits { MaxTokens = limit.Get, IgnoreEnd = ignoreEnd });

        var joined = string.Concat(Enumerable.Range(0, answer.Count).Select(token => answer.Piece(token).ToString()));
        Assert.Equal(answer.Text, joined);
        Assert.Equal(answer.Ids.Length, answer.Ends.Length);
        Assert.True(answer.Count <= limit.Get);
        Assert.Equal(answer.Finish == FinishReason.Length, answer.Ids[^1] != Vocabulary.EndOfText);
        Assert.True(!ignoreEnd || answer.Count == limit.Get);
    }

    [Fact]
    public void Answer_MinTokens_PutsTheStopStringOff()
    {
        var whole = Vocabulary.Tokenize("stop here and stop there and then stop");

        var answer = AnswerCutter.Cut(whole, new AnswerLimits { MaxTokens = 50, MinTokens = 5, Stop = ["stop"] });

        Assert.Equal("stop here and stop there and then ", answer.Text);
    }

    [Fact]
    public void Answer_StopStringIncluded_StaysInTheText()
    {
        var whole = Vocabulary.Tokenize("one two three four");

        var answer = AnswerCutter.Cut(whole, new AnswerLimits { MaxTokens = 50, Stop = ["three"], IncludeStop = true });

        Assert.Equal("one two three", answer.Text);
    }

    // Half a surrogate pair is no text; it would come back as U+FFFD.
    private static string WellFormed(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);
}
