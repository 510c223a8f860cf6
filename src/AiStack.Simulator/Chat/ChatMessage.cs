using System.Text.Json;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Chat;

/// <summary>One message of a conversation, its parts joined to one text.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Text">What is said; for an assistant's tool calls, the calls as JSON.</param>
internal sealed record ChatMessage(string Role, string Text)
{
    /// <summary>Reads a message of a chat request.</summary>
    public static ChatMessage Read(Fields message)
    {
        var role = message.Need("role").AsString();
        var text = message.Get("content") is { } content ? ReadContent(content) : "";
        return new ChatMessage(role, message.Get("tool_calls") is { } calls ? $"{text}{calls.Element.GetRawText()}" : text);
    }

    /// <summary>Reads content that is a string or a list of parts.</summary>
    public static string ReadContent(Fields content) => content.Element.ValueKind == JsonValueKind.Array
        ? string.Join('\n', content.Items().Select(ReadPart))
        : content.AsString();

    /// <summary>What stands in the prompt for a part that is not text: it has no meaning for a simulator, but takes its place.</summary>
    public static string Placeholder(string kind) => $"<|{kind}|>";

    private static string ReadPart(Fields part) => part.Element.ValueKind == JsonValueKind.String
        ? part.AsString()
        : part.GetString("text") ?? part.GetString("refusal") ?? Placeholder(part.Need("type").AsString());
}
