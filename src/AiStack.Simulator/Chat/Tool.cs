using System.Text.Json;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Chat;

/// <summary>A function that the client offers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it does; may be empty.</param>
/// <param name="Parameters">Schema of its arguments; <see langword="null"/> when it takes none. Valid as long as the request's body.</param>
internal sealed record Tool(string Name, string Description, JsonElement? Parameters)
{
    /// <summary>Reads a tool of a chat request, <c>{"type": "function", "function": {…}}</c>.</summary>
    public static Tool Read(Fields tool)
    {
        var type = tool.GetString("type") ?? "function";
        return type == "function"
            ? ReadFunction(tool.Need("function"))
            : throw tool.Need("type").Problem("literal_error", "Input should be function");
    }

    /// <summary>Reads the function itself.</summary>
    public static Tool ReadFunction(Fields function) =>
        new(function.Need("name").AsString(), function.GetString("description") ?? "", function.Get("parameters")?.Element);
}
