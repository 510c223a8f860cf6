using AiStack.Core;
using AiStack.Core.Schema;
using AiStack.Core.Units;

namespace AiStack.Components.Redis;

/// <summary>What may be said about a Redis server in a stack file.</summary>
internal static class RedisProperties
{
    public static PropertySet All { get; } = new(
    [
        .. CommonProperties.All,
        new Property<RedisSpec, Quantity>("mem_request", new QuantityType("256Mi", isSize: true), spec => spec.Memory, (spec, memory) => spec with { Memory = memory }, "Memory of the server. Default: 256Mi."),
        new Property<RedisSpec, StorageSpec?>("storage", new StorageType(), spec => spec.Storage, (spec, storage) => spec with { Storage = storage },
            "Disk that keeps the data over restarts. Default: none."),
    ]);
}
