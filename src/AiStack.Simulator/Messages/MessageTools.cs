using AiStack.Simulator.Chat;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Messages;

/// <summary>Reads tools and their choice as Anthropic's clients write them.</summary>
internal static class MessageTools
{
    /// <summary>The same tools and choice as a chat request would have them.</summary>
    /// <param name="body">The request.</param>
    /// <param name="autoAllowed">Whether the command line lets the model choose by itself.</param>
    /// <exception cref="RequestProblem">The choice does not fit the tools, or is not allowed.</exception>
    public static ToolChoice Read(Fields body, bool autoAllowed)
    {
        Tool[] tools = body.Get("tools") is { } list ? [.. list.Items().Select(ReadTool)] : [];
        if (body.Get("tool_choice") is not { } choice)
        {
            return ToolChoice.Of(tools, null, null, autoAllowed);
        }

        return choice.Need("type").AsString() switch
        {
            "any" => ToolChoice.Of(tools, "required", null, autoAllowed),
            "tool" => ToolChoice.Of(tools, null, ReadName(choice), autoAllowed),
            "auto" or "none" => ToolChoice.Of(tools, choice.Need("type").AsString(), null, autoAllowed),
            _ => throw choice.Need("type").Problem("literal_error", "Input should be auto, any, tool or none"),
        };
    }

    // {"name": "get_weather", "description": "…", "input_schema": {"type": "object", …}}
    private static Tool ReadTool(Fields tool) =>
        new(tool.Need("name").AsString(), tool.GetString("description") ?? "", tool.Need("input_schema").AsObject().Element);

    private static string ReadName(Fields choice) => choice.GetString("name") is { Length: > 0 } name
        ? name
        : throw choice.Problem("value_error", "Value error, tool_choice.name is required when type is tool");
}
