using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Components.Apisix;

/// <summary>Messages added to prompts: one, a list of them, or a mapping of those before and those behind the caller's.</summary>
internal sealed class PromptDecoratorType : PropertyType<PromptDecorator?>
{
    private static readonly WordType<PromptRole> s_roles = new(("system", PromptRole.System), ("user", PromptRole.User), ("assistant", PromptRole.Assistant));
    private static readonly RecordType<PromptMessage> s_message = new(
        new(
            new Property<PromptMessage, PromptRole>("role", s_roles, message => message.Role, (message, role) => message with { Role = role }, "Who the message is from: system, user or assistant.") { IsRequired = true },
            new Property<PromptMessage, string?>("content", new TextType("a message", maximumLength: 100_000), message => message.Content, (message, content) => message with { Content = content! }, "What it says.") { IsRequired = true }),
        new((PromptRole)(-1), null!));

    private static readonly ListType<PromptMessage?> s_messages = new(s_message);
    private static readonly RecordType<PromptDecorator> s_sides = new(
        new(
            new Property<PromptDecorator, IReadOnlyList<PromptMessage?>>("prepend", s_messages, decorator => decorator.Prepend, (decorator, messages) => decorator with { Prepend = messages! }, "Messages before the caller's."),
            new Property<PromptDecorator, IReadOnlyList<PromptMessage?>>("append", s_messages, decorator => decorator.Append, (decorator, messages) => decorator with { Append = messages! }, "Messages behind the caller's.")),
        new());

    public override string Expectation => "a message { role, content }, a list of messages, or a mapping with prepend, append";

    public override JsonObject JsonSchema => new() { ["anyOf"] = new JsonArray(s_message.JsonSchema, s_messages.JsonSchema, s_sides.JsonSchema) };

    public override bool TryRead(Node node, ReadContext context, out PromptDecorator? value)
    {
        value = null;
        switch (node)
        {
            case SequenceNode:
                var areRead = s_messages.TryRead(node, context, out var messages);
                value = areRead ? new() { Prepend = messages! } : null;
                return areRead;
            case MappingNode mapping when mapping.Entries.Any(entry => entry.Key is "prepend" or "append"):
                return s_sides.TryRead(node, context, out value);
            case MappingNode:
                var isRead = s_message.TryRead(node, context, out var message);
                value = isRead ? new() { Prepend = [message!] } : null;
                return isRead;
            default:
                context.ReportWrongType(node, Expectation);
                return false;
        }
    }

    // An empty one is written too: the check that refuses it sees what the file said.
    public override Node? Write(PromptDecorator? value) => value switch
    {
        null => null,
        { Prepend: [var one], Append.Count: 0 } => s_message.Write(one),
        { Append.Count: 0 } => Nodes.List(value.Prepend.Select(message => s_message.Write(message)!)),
        _ => s_sides.Write(value),
    };

    public override IEnumerable<Finding> Check(PromptDecorator? value) => value switch
    {
        null => [],
        { Prepend.Count: 0, Append.Count: 0 } => [new(PropertyProblems.OutOfRange, "takes at least one message; it has none.", "Write { role: system, content: … }, or remove the line.")],

        // The form it was written in is forgotten: a place inside is that of the nearest thing that the file has.
        { Append.Count: 0 } => s_messages.Check(value.Prepend),
        _ => s_sides.Check(value),
    };
}
