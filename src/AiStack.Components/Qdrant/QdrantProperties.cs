using AiStack.Core;
using AiStack.Core.Schema;
using AiStack.Core.Units;

namespace AiStack.Components.Qdrant;

/// <summary>What may be said about a Qdrant database in a stack file.</summary>
internal static class QdrantProperties
{
    public static SecretType ApiKey { get; } = new("api-key");

    public static PropertySet All { get; } = new(
    [
        .. CommonProperties.All,
        new Property<QdrantSpec, Quantity>("cpu_request", new QuantityType("500m"), spec => spec.Cpu, (spec, cpu) => spec with { Cpu = cpu }, "Processors of each replica. Default: 500m."),
        new Property<QdrantSpec, Quantity>("mem_request", new QuantityType("1Gi", isSize: true), spec => spec.Memory, (spec, memory) => spec with { Memory = memory }, "Memory of each replica. Default: 1Gi."),
        new Property<QdrantSpec, StorageSpec?>("storage", new StorageType(), spec => spec.Storage, (spec, storage) => spec with { Storage = storage ?? spec.Storage },
            "Disk of each replica, on block storage. Default: 10Gi."),
        new Property<QdrantSpec, int>("replicas", new IntegerType(1, 100), spec => spec.Replicas, (spec, replicas) => spec with { Replicas = replicas },
            "Servers that make up one clustered database. Default: 1."),
        new Property<QdrantSpec, SecretReference?>("api_key", ApiKey, spec => spec.ApiKey, (spec, key) => spec with { ApiKey = key },
            "Key that every request has to send, by reference. Default key: api-key."),
    ]);
}
