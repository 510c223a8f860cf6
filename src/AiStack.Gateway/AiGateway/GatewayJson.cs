using System.Text.Json.Serialization;

namespace AiStack.Gateway.AiGateway;

/// <summary>How values are written as JSON, made when the program is built: nothing is looked up at run time.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class GatewayJson : JsonSerializerContext;
