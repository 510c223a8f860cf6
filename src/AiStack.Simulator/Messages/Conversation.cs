using System.Text.Encodings.Web;
using System.Text.Json;
using AiStack.Simulator.Chat;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Messages;

/// <summary>Turns the messages of an Anthropic client into those that a chat request would have.</summary>
/// <remarks>Source: vLLM <c>vllm/entrypoints/anthropic/serving.py</c>, which makes a chat request of them too.</remarks>
internal static class Conversation
{
    // Claude Code begins its system prompt with a line that differs in every request; it would spoil the prefix cache.
    private const string BillingHeader = "x-anthropic-billing-header";

    /// <summary>Reads <c>system</c> and <c>messages</c>.</summary>
    /// <exception cref="RequestProblem">A message or block does not have the shape of one.</exception>
    public static IReadOnlyList<ChatMessage> Read(Fields body)
    {
        var spoken = new List<ChatMessage>();
        List<string> system = [.. ReadSystem(body.Get("system"))];
        foreach (var message in body.Need("messages").Items())
        {
            switch (message.Need("role").AsString())
            {
                case "system":
                    system.AddRange(ReadSystem(message.Need("content")));
                    break;
                // Claude Code's names for messages that it adds itself.
                case "user" or "ctx" or "msg":
                    spoken.AddRange(ReadUser(message.Need("content")));
                    break;
                case "assistant":
                    spoken.Add(ReadAssistant(message.Need("content")));
                    break;
                default:
                    throw message.Need("role").Problem("literal_error", "Input should be user, assistant or system");
            }
        }

        return system.Count > 0 ? [new ChatMessage("system", string.Concat(system)), .. spoken] : spoken;
    }

    private static IEnumerable<string> ReadSystem(Fields? content) => content switch
    {
        null => [],
        { Element.ValueKind: JsonValueKind.Array } blocks => blocks.Items().Where(block => KindOf(block) == "text").Select(TextOf).Where(IsMeant),
        { } text => new[] { text.AsString() }.Where(IsMeant),
    };

    private static bool IsMeant(string text) => text.Length > 0 && !text.StartsWith(BillingHeader, StringComparison.Ordinal);

    // The results of tools become messages of their own, which stand before what the person says.
    private static List<ChatMessage> ReadUser(Fields content)
    {
        if (content.Element.ValueKind != JsonValueKind.Array)
        {
            return [new ChatMessage("user", content.AsString())];
        }

        var messages = new List<ChatMessage>();
        var parts = new List<string>();
        foreach (var block in content.Items())
        {
            if (KindOf(block) == "tool_result")
            {
                messages.AddRange(ReadResult(block.Get("content")));
            }
            else if (ReadPart(block) is { } part)
            {
                parts.Add(part);
            }
        }

        return parts.Count > 0 ? [.. messages, new ChatMessage("user", string.Join('\n', parts))] : messages;
    }

    private static IEnumerable<ChatMessage> ReadResult(Fields? content)
    {
        if (content is not { Element.ValueKind: JsonValueKind.Array } blocks)
        {
            return [new ChatMessage("tool", content?.AsString() ?? "")];
        }

        var texts = blocks.Items().Where(block => block.GetString("type") == "text").Select(TextOf);
        var images = blocks.Items().Where(block => block.GetString("type") == "image").Select(_ => ChatMessage.Placeholder("image_url")).ToArray();
        var result = new ChatMessage("tool", string.Join('\n', texts));
        return images.Length > 0 ? [result, new ChatMessage("user", string.Join('\n', images))] : [result];
    }

    private static ChatMessage ReadAssistant(Fields content)
    {
        if (content.Element.ValueKind != JsonValueKind.Array)
        {
            return new ChatMessage("assistant", content.AsString());
        }

        var parts = content.Items().Select(block => KindOf(block) == "tool_result" ? $"Tool result: {block.Get("content")?.Element}" : ReadPart(block)).OfType<string>();
        var calls = content.Items().Where(block => KindOf(block) == "tool_use").Select(WriteCall).ToArray();
        return new ChatMessage("assistant", string.Join('\n', parts) + (calls.Length > 0 ? $"[{string.Join(',', calls)}]" : ""));
    }

    // What stands in the prompt for a block; nothing for thoughts, which are not repeated to the model, and for calls, which come last.
    private static string? ReadPart(Fields block) => KindOf(block) switch
    {
        "text" => TextOf(block) is { Length: > 0 } text ? text : null,
        "image" => ChatMessage.Placeholder("image_url"),
        _ => null,
    };

    private static string KindOf(Fields block) => block.Need("type").AsString() is
        ("text" or "image" or "tool_use" or "tool_result" or "tool_reference" or "thinking" or "redacted_thinking") and var kind
        ? kind
        : throw block.Need("type").Problem("literal_error", "Input should be text, image, tool_use, tool_result, tool_reference, thinking or redacted_thinking");

    private static string TextOf(Fields block) => block.GetString("text") ?? "";

    // As in a chat request: {"id": "…", "type": "function", "function": {"name": "…", "arguments": "{…}"}}
    private static string WriteCall(Fields block)
    {
        var id = Escape(block.GetString("id") ?? "");
        var name = Escape(block.GetString("name") ?? "");
        var arguments = Escape(block.Get("input")?.AsObject().Element.GetRawText() ?? "{}");
        return $$$"""{"id":"{{{id}}}","type":"function","function":{"name":"{{{name}}}","arguments":"{{{arguments}}}"}}""";
    }

    private static string Escape(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
}
