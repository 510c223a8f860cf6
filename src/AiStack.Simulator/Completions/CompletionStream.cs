using AiStack.Simulator.Protocol;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Completions;

/// <summary>Sends completions as server-sent events, one per token.</summary>
internal sealed class CompletionStream(HttpContext http, CompletionReply reply, SamplingRequest sampling)
    : TokenStream(http, reply.Head, CompletionReply.ObjectName, reply.Answers, reply.PromptTokens, sampling)
{
    /// <inheritdoc/>
    protected override void SendToken(int choice, Answer answer, int token)
    {
        BeginEvent(choice);
        Events.Write("\"text\":\""u8);
        if (token == 0)
        {
            Events.WriteEscaped(reply.Echoes[choice]?.Text);
        }

        Events.WriteEscaped(answer.Piece(token));
        Events.Write("\","u8);
        if (reply.Logprobs is null)
        {
            Events.Write("\"logprobs\":null"u8);
        }
        else
        {
            Events.WriteProperties((reply, choice, token), static (json, state) => state.reply.WriteLogprobs(json, state.choice, state.token, state.token + 1));
        }

        Events.Write(",\"finish_reason\":"u8);
        var ended = token + 1 == answer.Count;
        WriteString(ended ? FinishReasons.Name(answer.Finish) : null);
        Events.Write(",\"stop_reason\":"u8);
        WriteString(ended ? answer.StopString : null);
        Events.Write(",\"prompt_token_ids\":null,\"token_ids\":null"u8);
        EndEvent(choice);
    }
}
