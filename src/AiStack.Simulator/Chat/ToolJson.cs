using System.Text.Json.Serialization;

namespace AiStack.Simulator.Chat;

/// <summary>Serialises without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class ToolJson : JsonSerializerContext;
