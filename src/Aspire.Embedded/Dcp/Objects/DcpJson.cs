using System.Text.Json.Serialization;

namespace Aspire.Hosting.Dcp.Objects;

/// <summary>DCP's objects as JSON. Source generated: reflection over these types would cost a tenth of a second at every start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExecutableObject))]
[JsonSerializable(typeof(ContainerObject))]
[JsonSerializable(typeof(ContainerNetworkObject))]
[JsonSerializable(typeof(ServiceObject))]
[JsonSerializable(typeof(EndpointObject))]
[JsonSerializable(typeof(DcpWatchEvent))]
[JsonSerializable(typeof(DcpNameList))]
[JsonSerializable(typeof(DcpFailure))]
[JsonSerializable(typeof(AdminExecution))]
[JsonSerializable(typeof(StopPatch))]
[JsonSerializable(typeof(List<ServiceProducer>))]
internal sealed partial class DcpJson : JsonSerializerContext;
