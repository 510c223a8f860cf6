using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using AiStack.Simulator.Scheduling;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Protocol;

/// <summary>Sends answers as server-sent events, one per token, as the tokens come into being.</summary>
/// <remarks>The bytes around a token are the same for all tokens of a response; they are prepared once and copied.</remarks>
internal abstract class TokenStream
{
    private readonly byte[] _head;
    private readonly int[] _sent;
    private readonly int _promptTokens;
    private readonly SamplingRequest _sampling;

    /// <summary>Prepares a stream.</summary>
    protected TokenStream(HttpContext http, ResponseHead head, string objectName, IReadOnlyList<Answer> answers, int promptTokens, SamplingRequest sampling)
    {
        Events = new EventStream(http);
        Answers = answers;
        _promptTokens = promptTokens;
        _sampling = sampling;
        _sent = new int[answers.Count];
        _head = Prepare(head, objectName);
    }

    /// <summary>The events.</summary>
    protected EventStream Events { get; }

    /// <summary>One per choice.</summary>
    protected IReadOnlyList<Answer> Answers { get; }

    /// <summary>Sends the whole stream.</summary>
    public async Task SendAsync(Generation generation)
    {
        Events.Begin();
        var open = generation.Sequences.Length;
        while (open > 0)
        {
            await generation.WaitAsync();
            open = 0;
            for (var i = 0; i < generation.Sequences.Length; i++)
            {
                // The state is read first: tokens that come after it are sent in the next round.
                var ended = generation.Sequences[i].State is SequenceState.Finished or SequenceState.Aborted;
                SendTokens(i, generation.Sequences[i].Available);
                open += ended ? 0 : 1;
            }

            await Events.FlushAsync();
        }

        if (!Array.Exists(generation.Sequences, sequence => sequence.State == SequenceState.Aborted))
        {
            SendEnd();
            await Events.FlushAsync();
        }
    }

    /// <summary>Sends what comes before the first token of a choice.</summary>
    protected virtual void BeginAnswer(int choice)
    {
    }

    /// <summary>Sends the event of one token.</summary>
    protected abstract void SendToken(int choice, Answer answer, int token);

    /// <summary>Begins an event of a choice, up to and including its index.</summary>
    protected void BeginEvent(int choice)
    {
        Events.Write(_head);
        Events.Write("{\"index\":"u8);
        WriteNumber(choice);
        Events.Write(","u8);
    }

    /// <summary>Ends an event after its choice.</summary>
    protected void EndEvent(int choice)
    {
        Events.Write("}]"u8);
        if (_sampling.ContinuousUsage)
        {
            WriteUsage(_sent[choice]);
        }

        Events.Write("}\n\n"u8);
    }

    /// <summary>Adds a JSON string, or null.</summary>
    protected void WriteString(string? text)
    {
        if (text is null)
        {
            Events.Write("null"u8);
            return;
        }

        Events.Write("\""u8);
        Events.WriteEscaped(text);
        Events.Write("\""u8);
    }

    /// <summary>Adds a number.</summary>
    protected void WriteNumber(int number)
    {
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(number, digits, out var length);
        Events.Write(digits[..length]);
    }

    // What every event of this response begins with.
    private static byte[] Prepare(ResponseHead head, string objectName)
    {
        var buffer = new ArrayBufferWriter<byte>(160);
        buffer.Write("data: "u8);
        using (var json = new Utf8JsonWriter(buffer, Reply.JsonOptions))
        {
            json.WriteStartObject();
            head.Write(json, objectName);
            json.WriteStartArray("choices"u8);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void SendTokens(int choice, int available)
    {
        if (available > 0 && _sent[choice] == 0)
        {
            BeginAnswer(choice);
        }

        while (_sent[choice] < available)
        {
            var token = _sent[choice]++;
            SendToken(choice, Answers[choice], token);
        }
    }

    private void SendEnd()
    {
        if (_sampling.IncludeUsage)
        {
            Events.Write(_head);
            Events.Write("]"u8);
            WriteUsage(_sent.Sum());
            Events.Write("}\n\n"u8);
        }

        Events.Write("data: [DONE]\n\n"u8);
    }

    private void WriteUsage(int completionTokens)
    {
        Events.Write(",\"usage\":{\"prompt_tokens\":"u8);
        WriteNumber(_promptTokens);
        Events.Write(",\"total_tokens\":"u8);
        WriteNumber(_promptTokens + completionTokens);
        Events.Write(",\"completion_tokens\":"u8);
        WriteNumber(completionTokens);
        Events.Write("}"u8);
    }
}
