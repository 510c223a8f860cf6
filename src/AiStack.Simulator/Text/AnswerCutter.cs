namespace AiStack.Simulator.Text;

/// <summary>Ends a composed text where the request wants it to end.</summary>
internal static class AnswerCutter
{
    /// <summary>Applies stop strings and token limits.</summary>
    /// <param name="whole">All the model would say.</param>
    /// <param name="limits">Where the request ends it.</param>
    /// <param name="toolCall">The call that the text consists of.</param>
    public static Answer Cut(TokenizedText whole, AnswerLimits limits, ToolCall? toolCall = null)
    {
        var available = Math.Min(whole.Ids.Length, limits.MaxTokens);
        if (FindStop(whole, limits, available) is { } stop)
        {
            var ends = whole.Ends[..stop.Tokens];
            for (var i = 0; i < ends.Length; i++)
            {
                ends[i] = Math.Min(ends[i], stop.TextEnd);
            }

            // A stop string kept in the text may end in the middle of its last token.
            ends[^1] = stop.TextEnd;
            return New(whole, ends, FinishReason.Stop, toolCall, stop.Found);
        }

        // The end token takes a place of its own, so an answer that fills its limit exactly has been cut off.
        var ended = whole.Ids.Length < limits.MaxTokens && !limits.IgnoreEnd;
        return ended
            ? New(whole, [.. whole.Ends, whole.Text.Length], FinishReason.Stop, toolCall, null)
            : New(whole, whole.Ends[..available], FinishReason.Length, toolCall, null);
    }

    // Copies what is kept: what was composed may be much longer, and the answer lives as long as its stream.
    private static Answer New(TokenizedText whole, int[] ends, FinishReason finish, ToolCall? toolCall, string? stop) => new()
    {
        Text = ends.Length == 0 ? "" : whole.Text[..ends[^1]],
        Ids = ends.Length > whole.Ids.Length ? [.. whole.Ids, Vocabulary.EndOfText] : whole.Ids[..ends.Length],
        Ends = ends,
        Finish = finish,
        StopString = stop,
        ToolCall = toolCall,
    };

    // The first token after which the text contains a stop string decides, as it would while generating.
    private static (int Tokens, int TextEnd, string Found)? FindStop(TokenizedText whole, AnswerLimits limits, int available)
    {
        (int Tokens, int TextEnd, string Found)? best = null;
        var from = limits.MinTokens > 0 && limits.MinTokens <= available ? whole.Ends[limits.MinTokens - 1] : 0;
        foreach (var stop in limits.Stop)
        {
            var at = stop.Length == 0 ? -1 : whole.Text.IndexOf(stop, Math.Max(0, from - stop.Length + 1), StringComparison.Ordinal);
            if (at < 0 || limits.MinTokens > available)
            {
                continue;
            }

            var tokens = Array.FindIndex(whole.Ends, 0, available, end => end >= at + stop.Length) + 1;
            if (tokens > 0 && (best is null || tokens < best.Value.Tokens || (tokens == best.Value.Tokens && at < best.Value.TextEnd)))
            {
                best = (tokens, limits.IncludeStop ? at + stop.Length : at, stop);
            }
        }

        return best;
    }
}
