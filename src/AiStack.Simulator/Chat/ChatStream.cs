using AiStack.Simulator.Protocol;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Chat;

/// <summary>Sends chat answers as server-sent events, one per token.</summary>
/// <remarks>
/// A call of a tool is the exception: its name and the JSON around its arguments are tokens too, but the client gets the
/// name in one event and then the arguments piece by piece.
/// </remarks>
internal sealed class ChatStream(HttpContext http, ChatReply reply, SamplingRequest sampling)
    : TokenStream(http, reply.Head, "chat.completion.chunk", reply.Answers, reply.Prompt.Count, sampling)
{
    /// <inheritdoc/>
    protected override void BeginAnswer(int choice)
    {
        BeginEvent(choice);
        Events.Write("\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null"u8);
        EndEvent(choice);
    }

    /// <inheritdoc/>
    protected override void SendToken(int choice, Answer answer, int token)
    {
        var ended = token + 1 == answer.Count;
        if (answer.ToolCall is null)
        {
            BeginEvent(choice);
            Events.Write("\"delta\":{\"content\":\""u8);
            Events.WriteEscaped(answer.Piece(token));
            Events.Write("\"},"u8);
            WriteRest(choice, answer, token);
            return;
        }

        var piece = answer.ArgumentsPiece(token);
        if (token == 0)
        {
            BeginCall(choice, answer.ToolCall);
        }

        if (piece.Length > 0 || ended)
        {
            BeginEvent(choice);
            if (piece.Length > 0)
            {
                Events.Write("\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\""u8);
                Events.WriteEscaped(piece);
                Events.Write("\"}}]},"u8);
            }
            else
            {
                Events.Write("\"delta\":{\"content\":\"\"},"u8);
            }

            WriteRest(choice, answer, token);
        }
    }

    private void BeginCall(int choice, ToolCall call)
    {
        BeginEvent(choice);
        Events.Write("\"delta\":{\"tool_calls\":[{\"id\":"u8);
        WriteString(call.Id);
        Events.Write(",\"type\":\"function\",\"index\":0,\"function\":{\"name\":"u8);
        WriteString(call.Name);
        Events.Write(",\"arguments\":\"\"}}]},\"logprobs\":null,\"finish_reason\":null"u8);
        EndEvent(choice);
    }

    private void WriteRest(int choice, Answer answer, int token)
    {
        if (reply.Logprobs is null)
        {
            Events.Write("\"logprobs\":null,\"finish_reason\":"u8);
        }
        else
        {
            Events.WriteProperties((reply, choice, token), static (json, state) => state.reply.WriteLogprobs(json, state.choice, state.token, state.token + 1));
            Events.Write(",\"finish_reason\":"u8);
        }

        if (token + 1 < answer.Count)
        {
            Events.Write("null"u8);
        }
        else
        {
            WriteString(reply.FinishReason(answer));
            Events.Write(",\"stop_reason\":"u8);
            WriteString(answer.StopString);
        }

        Events.Write(",\"token_ids\":null"u8);
        EndEvent(choice);
    }
}
