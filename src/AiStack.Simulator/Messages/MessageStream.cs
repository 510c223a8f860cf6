using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Scheduling;

namespace AiStack.Simulator.Messages;

/// <summary>Sends a message as the named events of Anthropic's protocol, one per token.</summary>
internal sealed class MessageStream(HttpContext http, MessageReply reply)
{
    private readonly EventStream _events = new(http);
    private bool _inBlock;

    /// <summary>Sends the whole stream.</summary>
    public async Task SendAsync(Generation generation)
    {
        _events.Begin();
        if (await AnswerFeed.SendAsync(generation, _events, SendToken))
        {
            SendEnd();
            await _events.FlushAsync();
        }
    }

    // The tokens around a call's arguments are not sent; the client gets the tool's name when the block begins.
    private void SendToken(int token)
    {
        var isCall = reply.Answer.ToolCall is not null;
        if (token == 0)
        {
            Send("message_start", reply.WriteStart);
        }

        if (token == 0 && isCall)
        {
            BeginBlock();
        }

        var piece = (isCall ? reply.Answer.ArgumentsPiece(token) : reply.Answer.Piece(token)).ToString();
        if (piece.Length > 0)
        {
            BeginBlock();
            Send("content_block_delta", json => WriteDelta(json, isCall, piece));
        }
    }

    private void SendEnd()
    {
        if (_inBlock)
        {
            Send("content_block_stop", WriteIndex);
        }

        Send("message_delta", json =>
        {
            json.WriteStartObject("delta"u8);
            reply.WriteStop(json);
            json.WriteEndObject();
            MessageReply.WriteUsage(json, reply.PromptTokens, reply.Answer.Count);
        });
        Send("message_stop", static _ => { });
    }

    private void BeginBlock()
    {
        if (!_inBlock)
        {
            _inBlock = true;
            Send("content_block_start", WriteBlockStart);
        }
    }

    private void WriteBlockStart(Utf8JsonWriter json)
    {
        WriteIndex(json);
        json.WriteStartObject("content_block"u8);
        if (reply.Answer.ToolCall is { } call)
        {
            json.WriteString("type"u8, "tool_use"u8);
            json.WriteString("id"u8, call.Id);
            json.WriteString("name"u8, call.Name);
            json.WriteStartObject("input"u8);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, ""u8);
        }

        json.WriteEndObject();
    }

    private static void WriteDelta(Utf8JsonWriter json, bool isCall, string piece)
    {
        WriteIndex(json);
        json.WriteStartObject("delta"u8);
        json.WriteString("type"u8, isCall ? "input_json_delta"u8 : "text_delta"u8);
        json.WriteString(isCall ? "partial_json"u8 : "text"u8, piece);
        json.WriteEndObject();
    }

    // An answer is a text or a call, so there is never a second block.
    private static void WriteIndex(Utf8JsonWriter json) => json.WriteNumber("index"u8, 0);

    private void Send(string name, Action<Utf8JsonWriter> write) => _events.WriteEvent(
        (Name: name, Write: write),
        static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, state.Name);
            state.Write(json);
            json.WriteEndObject();
        },
        name);
}
