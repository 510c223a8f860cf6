using System.Buffers;
using System.Text.Json;
using AiStack.Simulator.Protocol;
using AiStack.Simulator.Scheduling;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Chat;

/// <summary>Sends a chat answer as server-sent events, one per token, as the tokens come into being.</summary>
internal sealed class ChatStream
{
    private readonly EventStream _events;
    private readonly ChatReply _reply;
    private readonly SamplingRequest _sampling;
    private readonly byte[] _head;
    private readonly int[] _sent;
    private readonly bool[] _begun;

    public ChatStream(HttpContext http, ChatReply reply, SamplingRequest sampling)
    {
        _events = new EventStream(http);
        _reply = reply;
        _sampling = sampling;
        _sent = new int[reply.Answers.Count];
        _begun = new bool[reply.Answers.Count];
        _head = Head(reply);
    }

    /// <summary>Sends the whole stream.</summary>
    public async Task SendAsync(Generation generation)
    {
        _events.Begin();
        var open = generation.Sequences.Length;
        while (open > 0)
        {
            await generation.WaitAsync();
            open = 0;
            for (var i = 0; i < generation.Sequences.Length; i++)
            {
                var sequence = generation.Sequences[i];
                // The state is read first: tokens that come after it are sent in the next round.
                var ended = sequence.State is SequenceState.Finished or SequenceState.Aborted;
                SendTokens(i, sequence.Available);
                open += ended ? 0 : 1;
            }

            await _events.FlushAsync();
        }

        if (generation.Sequences.Any(sequence => sequence.State == SequenceState.Aborted))
        {
            return;
        }

        if (_sampling.IncludeUsage)
        {
            _events.Write(_head);
            _events.Write("],\"usage\":"u8);
            WriteUsage(_sent.Sum());
            _events.Write("}\n\n"u8);
        }

        _events.Write("data: [DONE]\n\n"u8);
        await _events.FlushAsync();
    }

    // What every event of this response begins with.
    private static byte[] Head(ChatReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>(160);
        buffer.Write("data: "u8);
        using (var json = new Utf8JsonWriter(buffer, Reply.JsonOptions))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, reply.Id);
            json.WriteString("object"u8, "chat.completion.chunk"u8);
            json.WriteNumber("created"u8, reply.Created);
            json.WriteString("model"u8, reply.Model);
            json.WriteStartArray("choices"u8);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void SendTokens(int index, int available)
    {
        if (available == 0 || _sent[index] == available)
        {
            return;
        }

        if (!_begun[index])
        {
            _begun[index] = true;
            BeginChoice(index);
            _events.Write("\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}]"u8);
            EndEvent(0);
        }

        while (_sent[index] < available)
        {
            SendToken(index, _reply.Answers[index], _sent[index]++);
        }
    }

    private void SendToken(int index, Answer answer, int token)
    {
        BeginChoice(index);
        _events.Write("\"delta\":{\"content\":\""u8);
        _events.WriteEscaped(answer.Piece(token));
        _events.Write("\"},\"logprobs\":null,\"finish_reason\":"u8);
        if (token + 1 < answer.Count)
        {
            _events.Write("null,\"token_ids\":null}]"u8);
        }
        else
        {
            WriteString(FinishReasons.Name(answer.Finish));
            _events.Write(",\"stop_reason\":"u8);
            WriteString(answer.StopString);
            _events.Write(",\"token_ids\":null}]"u8);
        }

        EndEvent(_sent[index]);
    }

    private void BeginChoice(int index)
    {
        _events.Write(_head);
        _events.Write("{\"index\":"u8);
        WriteNumber(index);
        _events.Write(","u8);
    }

    private void EndEvent(int tokens)
    {
        if (_sampling.ContinuousUsage)
        {
            _events.Write(",\"usage\":"u8);
            WriteUsage(tokens);
        }

        _events.Write("}\n\n"u8);
    }

    private void WriteUsage(int completionTokens)
    {
        _events.Write("{\"prompt_tokens\":"u8);
        WriteNumber(_reply.PromptTokens);
        _events.Write(",\"total_tokens\":"u8);
        WriteNumber(_reply.PromptTokens + completionTokens);
        _events.Write(",\"completion_tokens\":"u8);
        WriteNumber(completionTokens);
        _events.Write("}"u8);
    }

    private void WriteNumber(int number)
    {
        Span<byte> digits = stackalloc byte[11];
        System.Buffers.Text.Utf8Formatter.TryFormat(number, digits, out var length);
        _events.Write(digits[..length]);
    }

    private void WriteString(string? text)
    {
        if (text is null)
        {
            _events.Write("null"u8);
            return;
        }

        _events.Write("\""u8);
        _events.WriteEscaped(text);
        _events.Write("\""u8);
    }
}
