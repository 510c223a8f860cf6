namespace AiStack.Simulator.Protocol;

/// <summary>Refuses prompts that the model's length has no room for.</summary>
internal static class ContextLength
{
    /// <summary>Checks a prompt.</summary>
    /// <param name="promptTokens">Its tokens.</param>
    /// <param name="wanted">Tokens of the answer that were asked for; 0 for whatever is left.</param>
    /// <param name="maxModelLength">Longest prompt plus answer.</param>
    /// <param name="needsRoom">True when at least one token has to be generated.</param>
    /// <exception cref="RequestProblem">It does not fit.</exception>
    public static void Check(int promptTokens, int wanted, int maxModelLength, bool needsRoom)
    {
        if (promptTokens + (long)wanted <= maxModelLength - (needsRoom && wanted == 0 ? 1 : 0))
        {
            return;
        }

        // vLLM stops counting a prompt when it is one token too long, and says so with "at least".
        var counted = Math.Max(0, maxModelLength - wanted) + 1;
        throw RequestProblem.Invalid(
            $"This model's maximum context length is {maxModelLength} tokens. However, you requested {wanted} output tokens and your prompt contains at least {counted} input tokens, " +
            $"for a total of at least {counted + (long)wanted} tokens. Please reduce the length of the input prompt or the number of requested output tokens.",
            "input_tokens",
            counted);
    }
}
