namespace AiStack.Simulator.Text;

/// <summary>A call of one of the client's tools inside an answer's text.</summary>
/// <param name="Id">Identifier that the tool's result must repeat.</param>
/// <param name="Name">The tool.</param>
/// <param name="Start">Where the arguments begin in the answer's text.</param>
/// <param name="End">Where they end.</param>
internal sealed record ToolCall(string Id, string Name, int Start, int End);
