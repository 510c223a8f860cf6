using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Protocols;

namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>Adds messages to every prompt, before and behind the caller's.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>apisix/plugins/ai-prompt-decorator.lua</c> and <c>prepend_messages</c>, <c>append_messages</c> of <c>apisix/plugins/ai-protocols/*.lua</c>.</remarks>
internal sealed class PromptDecoratorPlugin : GatewayPlugin
{
    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly byte[] _before;
    private readonly byte[] _behind;
    private readonly string _textBefore;
    private readonly string _textBehind;

    private PromptDecoratorPlugin(IReadOnlyList<(string Role, string Content)> before, IReadOnlyList<(string Role, string Content)> behind)
    {
        (_before, _behind) = (Messages(before), Messages(behind));
        (_textBefore, _textBehind) = (Text(before), Text(behind));
    }

    /// <inheritdoc/>
    public override int Priority => 1070;

    /// <summary>Reads the configuration.</summary>
    public static PromptDecoratorPlugin Read(JsonSpot config)
    {
        config.Only("prepend", "append");
        return new(List(config.Find("prepend")), List(config.Find("append")));
    }

    /// <inheritdoc/>
    public override async ValueTask<Refusal?> RewriteAsync(Exchange exchange)
    {
        if (await exchange.ReadRequestAsync() is { } unreadable)
        {
            return unreadable;
        }

        try
        {
            Decorate(exchange.Request!);
            return null;
        }
        catch (JsonException e)
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private static IReadOnlyList<(string Role, string Content)> List(JsonSpot? messages) => messages is { } list ? [.. list.Items().Select(Message)] : [];

    private static (string Role, string Content) Message(JsonSpot message)
    {
        message.Only("role", "content");
        var role = message.Get("role");
        return (role.Text() is "system" or "user" or "assistant" ? role.Text() : throw role.Wrong("system, user or assistant"), message.Get("content").Text());
    }

    private static byte[] Messages(IReadOnlyList<(string Role, string Content)> messages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var (role, content) in messages)
        {
            if (buffer.WrittenCount > 0)
            {
                buffer.Write(","u8);
            }

            using var json = new Utf8JsonWriter(buffer, s_readable);
            json.WriteStartObject();
            json.WriteString("role", role);
            json.WriteString("content", content);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string Text(IReadOnlyList<(string Role, string Content)> messages) => string.Join('\n', messages.Select(message => message.Content));

    private static ReadOnlyMemory<byte> Quote(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_readable))
        {
            json.WriteStringValue(text);
        }

        return buffer.WrittenMemory;
    }

    private void Decorate(AiRequest request)
    {
        switch (request.Protocol)
        {
            case AiProtocol.Chat or AiProtocol.Messages:
                Decorate(request, BodyPropertyName.Messages, value => value.Length > 0 && value.Span[0] == (byte)'[' ? Around(value[1..^1]) : null);
                break;
            case AiProtocol.Responses:
                DecorateResponse(request);
                break;
        }
    }

    private static void Decorate(AiRequest request, BodyPropertyName name, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?> change)
    {
        // Where a property stands twice, the last one is what most parsers take, and then the only one that is sent.
        if (request.Properties.LastOrDefault(property => property.Name == name) is { } property && change(request.ValueOf(property)) is { } value)
        {
            request.Set(name, value);
        }
    }

    private ReadOnlyMemory<byte> Around(ReadOnlyMemory<byte> callers)
    {
        var isEmpty = callers.Span.Trim(" \t\r\n"u8).IsEmpty;
        var list = new ArrayBufferWriter<byte>(callers.Length + _before.Length + _behind.Length + 4);
        list.Write("["u8);
        list.Write(_before);
        list.Write(_before.Length > 0 && !isEmpty ? ","u8 : []);
        list.Write(callers.Span);
        list.Write(_behind.Length > 0 && (!isEmpty || _before.Length > 0) ? ","u8 : []);
        list.Write(_behind);
        list.Write("]"u8);
        return list.WrittenMemory;
    }

    // A response has one place for what the model is told beforehand, and takes what is added behind as the user's.
    private void DecorateResponse(AiRequest request)
    {
        if (_textBefore.Length > 0)
        {
            var own = request.Properties.LastOrDefault(property => property.Name == BodyPropertyName.Instructions && property.Type == JsonTokenType.String);
            request.Set(BodyPropertyName.Instructions, Quote(own is null ? _textBefore : $"{_textBefore}\n{TextOf(request, own)}"));
        }

        if (_textBehind.Length > 0 && request.Properties.LastOrDefault(property => property.Name == BodyPropertyName.Input) is { } input)
        {
            request.Set(BodyPropertyName.Input, input.Type == JsonTokenType.StartArray
                ? BehindItems(request.ValueOf(input)[1..^1])
                : Quote($"{TextOf(request, input)}\n{_textBehind}"));
        }
    }

    private ReadOnlyMemory<byte> BehindItems(ReadOnlyMemory<byte> items)
    {
        var list = new ArrayBufferWriter<byte>();
        list.Write("["u8);
        list.Write(items.Span);
        list.Write(items.Span.Trim(" \t\r\n"u8).IsEmpty ? [] : ","u8);
        list.Write("{\"type\":\"message\",\"role\":\"user\",\"content\":"u8);
        list.Write(Quote(_textBehind).Span);
        list.Write("}]"u8);
        return list.WrittenMemory;
    }

    private static string TextOf(AiRequest request, BodyProperty property)
    {
        var reader = new Utf8JsonReader(request.ValueOf(property).Span);
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? JsonTexts.Get(ref reader) : "";
    }
}
