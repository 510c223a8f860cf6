namespace AiStack.Simulator.Text;

/// <summary>One answer in full: its text and the tokens it is delivered in.</summary>
/// <remarks>It is composed before its first token is sent; sending only decides when each token becomes visible.</remarks>
internal sealed class Answer
{
    /// <summary>What the client reads, stop string already cut off.</summary>
    public required string Text { get; init; }

    /// <summary>Token numbers, the end-of-text token included if the answer came to its own end.</summary>
    public required int[] Ids { get; init; }

    /// <summary>Per token, the length of the text that is visible with it.</summary>
    public required int[] Ends { get; init; }

    /// <summary>Why it ends.</summary>
    public required FinishReason Finish { get; init; }

    /// <summary>The stop string it ended at.</summary>
    public string? StopString { get; init; }

    /// <summary>The call it consists of, when it is one.</summary>
    public ToolCall? ToolCall { get; init; }

    /// <summary>Number of tokens.</summary>
    public int Count => Ids.Length;

    /// <summary>The arguments of the call, as far as the answer got.</summary>
    public string Arguments => ToolCall is null ? "" : Text[Math.Min(ToolCall.Start, Text.Length)..Math.Min(ToolCall.End, Text.Length)];

    /// <summary>The same tokens without their text, for a client that does not want to read it.</summary>
    public Answer Unsaid() => new() { Text = "", Ids = Ids, Ends = new int[Count], Finish = Finish };

    /// <summary>The part of the call's arguments that token <paramref name="index"/> adds.</summary>
    public ReadOnlySpan<char> ArgumentsPiece(int index)
    {
        var start = InArguments(index == 0 ? 0 : Ends[index - 1]);
        return Text.AsSpan(start, InArguments(Ends[index]) - start);
    }

    /// <summary>The part of the text that token <paramref name="index"/> adds; empty for an end token or half a character.</summary>
    public ReadOnlySpan<char> Piece(int index)
    {
        var start = index == 0 ? 0 : Ends[index - 1];
        return Text.AsSpan(start, Ends[index] - start);
    }

    // An answer that is cut off early may not even come to the arguments.
    private int InArguments(int place) => Math.Min(Text.Length, Math.Clamp(place, ToolCall!.Start, ToolCall.End));
}
