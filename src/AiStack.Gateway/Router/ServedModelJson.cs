using System.Text.Json.Serialization;

namespace AiStack.Gateway.Router;

/// <summary>Generated serialisers: reflection would cost start-up time.</summary>
[JsonSerializable(typeof(ServedModelList))]
[JsonSerializable(typeof(string))]
internal sealed partial class ServedModelJson : JsonSerializerContext;
