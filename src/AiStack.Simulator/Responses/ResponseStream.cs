using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Scheduling;

namespace AiStack.Simulator.Responses;

/// <summary>Sends a response as the named, numbered events of the responses protocol.</summary>
internal sealed class ResponseStream(HttpContext http, ResponseObject response)
{
    private readonly EventStream _events = new(http);
    private int _number;

    /// <summary>Sends the whole stream.</summary>
    public async Task SendAsync(Generation generation)
    {
        _events.Begin();
        Send("response.created", json => WriteResponse(json, "in_progress"));
        Send("response.in_progress", json => WriteResponse(json, "in_progress"));
        await _events.FlushAsync();

        if (await AnswerFeed.SendAsync(generation, _events, SendToken))
        {
            EndItem();
            Send($"response.{response.Status}", json => WriteResponse(json, response.Status));
            await _events.FlushAsync();
        }
    }

    private void BeginItem()
    {
        Send("response.output_item.added", json =>
        {
            json.WriteNumber("output_index"u8, 0);
            json.WritePropertyName("item"u8);
            response.WriteItem(json, ended: false);
        });
        if (response.Answer.ToolCall is null)
        {
            Send("response.content_part.added", json => WritePart(json, ""));
        }
    }

    private void SendToken(int token)
    {
        if (token == 0)
        {
            BeginItem();
        }

        var isCall = response.Answer.ToolCall is not null;
        var piece = isCall ? response.Answer.ArgumentsPiece(token) : response.Answer.Piece(token);
        if (piece.Length == 0)
        {
            return;
        }

        var text = piece.ToString();
        Send(isCall ? "response.function_call_arguments.delta" : "response.output_text.delta", json =>
        {
            WritePlace(json, inPart: !isCall);
            json.WriteString("delta"u8, text);
        });
    }

    private void EndItem()
    {
        if (response.Answer.ToolCall is { } call)
        {
            Send("response.function_call_arguments.done", json =>
            {
                WritePlace(json, inPart: false);
                json.WriteString("name"u8, call.Name);
                json.WriteString("arguments"u8, response.Answer.Arguments);
            });
        }
        else
        {
            Send("response.output_text.done", json =>
            {
                WritePlace(json, inPart: true);
                json.WriteString("text"u8, response.Answer.Text);
            });
            Send("response.content_part.done", json => WritePart(json, response.Answer.Text));
        }

        Send("response.output_item.done", json =>
        {
            json.WriteNumber("output_index"u8, 0);
            json.WritePropertyName("item"u8);
            response.WriteItem(json, ended: true);
        });
    }

    private void WriteResponse(Utf8JsonWriter json, string status)
    {
        json.WritePropertyName("response"u8);
        response.WriteAs(json, status);
    }

    private void WritePart(Utf8JsonWriter json, string text)
    {
        json.WriteString("item_id"u8, response.ItemId);
        json.WriteNumber("output_index"u8, 0);
        json.WriteNumber("content_index"u8, 0);
        json.WritePropertyName("part"u8);
        ResponseObject.WritePart(json, text);
    }

    private void WritePlace(Utf8JsonWriter json, bool inPart)
    {
        json.WriteString("item_id"u8, response.ItemId);
        json.WriteNumber("output_index"u8, 0);
        if (inPart)
        {
            json.WriteNumber("content_index"u8, 0);
            json.WriteStartArray("logprobs"u8);
            json.WriteEndArray();
        }
    }

    private void Send(string name, Action<Utf8JsonWriter> write) => _events.WriteEvent(
        (Name: name, Number: _number++, Write: write),
        static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, state.Name);
            json.WriteNumber("sequence_number"u8, state.Number);
            state.Write(json);
            json.WriteEndObject();
        },
        name);
}
