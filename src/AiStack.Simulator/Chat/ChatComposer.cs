using System.Text.Json;
using AiStack.Simulator.Serving;
using AiStack.Simulator.Structured;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Chat;

/// <summary>Composes the answer to a conversation: a text, a document or a call of a tool.</summary>
internal sealed class ChatComposer(SimulatedModel model)
{
    private static readonly JsonElement NoArguments = JsonDocument.Parse("""{"type":"object","properties":{}}""").RootElement;

    /// <summary>Composes one answer.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="tools">Tools on offer.</param>
    /// <param name="format">Form of the text.</param>
    /// <param name="random">Decides what is said.</param>
    /// <param name="limits">Where it ends.</param>
    public Answer Compose(IReadOnlyList<ChatMessage> messages, ToolChoice tools, AnswerFormat format, SplitMix random, AnswerLimits limits)
    {
        var prompt = messages.LastOrDefault(message => message.Role is "user" or "tool")?.Text ?? "";
        if (tools.Decide(messages) is { } tool)
        {
            return Call(tool, prompt, random, limits);
        }

        return format.Compose(prompt, random) is { } text ? model.Composer.Say(text, limits) : model.Composer.Tell(prompt, random, limits);
    }

    /// <summary>What the prompt says about the tools, so that they count as tokens as they do with a real model.</summary>
    public static string Describe(ToolChoice tools) =>
        string.Join('\n', tools.Tools.Select(tool => $"{tool.Name}: {tool.Description} {tool.Parameters?.GetRawText()}"));

    // {"name": "get_weather", "arguments": {"city": "Paris"}}
    private Answer Call(Tool tool, string prompt, SplitMix random, AnswerLimits limits)
    {
        var arguments = new DocumentWriter(prompt, random).WriteObject(tool.Parameters ?? NoArguments);
        var head = $"{{\"name\": {JsonSerializer.Serialize(tool.Name, ToolJson.Default.String)}, \"arguments\": ";
        var call = new ToolCall($"chatcmpl-tool-{random.Next():x16}{random.Next():x16}", tool.Name, head.Length, head.Length + arguments.Length);
        return model.Composer.Say($"{head}{arguments}}}", limits, call);
    }
}
