using System.Text.Json;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Chat;

/// <summary>The tools on offer and how free the model is to call one.</summary>
internal sealed record ToolChoice
{
    private enum Freedom { None, Auto, Required, Named }

    private Freedom _freedom;

    /// <summary>No tools.</summary>
    public static ToolChoice Nothing { get; } = new();

    /// <summary>Tools that may be called.</summary>
    public IReadOnlyList<Tool> Tools { get; private init; } = [];

    /// <summary>True when the client named the one tool to call.</summary>
    public bool IsNamed => _freedom == Freedom.Named;

    /// <summary>Reads tools and choice.</summary>
    /// <param name="body">The request.</param>
    /// <param name="read">Reads one tool.</param>
    /// <param name="autoAllowed">Whether the command line lets the model choose by itself.</param>
    /// <exception cref="RequestProblem">The choice does not fit the tools, or is not allowed.</exception>
    public static ToolChoice Read(Fields body, Func<Fields, Tool> read, bool autoAllowed)
    {
        Tool[] tools = body.Get("tools") is { } list ? [.. list.Items().Select(read)] : [];
        var choice = body.Get("tool_choice");
        return choice is { Element.ValueKind: JsonValueKind.Object } named
            ? Of(tools, null, (named.Get("function") ?? named).Need("name").AsString(), autoAllowed)
            : Of(tools, choice?.AsString(), null, autoAllowed);
    }

    /// <summary>Puts tools and choice together.</summary>
    /// <param name="tools">Tools on offer.</param>
    /// <param name="word">How free the choice is: <c>auto</c>, <c>none</c> or <c>required</c>; <see langword="null"/> when the request does not say.</param>
    /// <param name="name">The one tool to call; <see langword="null"/> when none is named.</param>
    /// <param name="autoAllowed">Whether the command line lets the model choose by itself.</param>
    /// <exception cref="RequestProblem">The choice does not fit the tools, or is not allowed.</exception>
    public static ToolChoice Of(IReadOnlyList<Tool> tools, string? word, string? name, bool autoAllowed)
    {
        if (tools.Count == 0)
        {
            return name is null && word is (null or "none" or "auto")
                ? Nothing
                : throw RequestProblem.Invalid("When using `tool_choice`, `tools` must be set.", "tool_choice", null);
        }

        if (name is not null)
        {
            return tools.FirstOrDefault(tool => tool.Name == name) is { } tool
                ? new ToolChoice { Tools = [tool], _freedom = Freedom.Named }
                : throw RequestProblem.Invalid("The tool specified in `tool_choice` does not match any of the specified `tools`", "tool_choice", name);
        }

        var freedom = ReadWord(word);
        return freedom != Freedom.Auto || autoAllowed
            ? new ToolChoice { Tools = tools, _freedom = freedom }
            : throw RequestProblem.BadRequest("\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set");
    }

    /// <summary>The tool that the model calls, if it calls one.</summary>
    /// <param name="messages">The conversation; after a tool's result the model speaks, unless it must call again.</param>
    public Tool? Decide(IReadOnlyList<ChatMessage> messages)
    {
        var mayCall = _freedom is Freedom.Required or Freedom.Named || (_freedom == Freedom.Auto && (messages.Count == 0 || messages[^1].Role != "tool"));
        var prompt = messages.LastOrDefault(message => message.Role == "user")?.Text ?? "";
        return mayCall ? Tools.MaxBy(tool => Likeness(tool, prompt)) : null;
    }

    private static Freedom ReadWord(string? word) => word switch
    {
        null or "auto" => Freedom.Auto,
        "none" => Freedom.None,
        "required" => Freedom.Required,
        _ => throw RequestProblem.Invalid("Invalid value for `tool_choice`: only \"none\", \"auto\", \"required\" and named tools are supported.", "tool_choice", word),
    };

    // How many words of the tool's name and description the person used. MaxBy takes the first of several equal ones.
    private static int Likeness(Tool tool, string prompt)
    {
        var words = $"{tool.Name} {tool.Description}".Split([' ', '_', '-', '.', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.Count(word => word.Length > 3 && prompt.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
