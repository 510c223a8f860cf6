using AiStack.Core;
using AiStack.Core.Schema;
using AiStack.Core.Units;

namespace AiStack.Components.OpenWebUi;

/// <summary>What may be said about Open WebUI in a stack file.</summary>
internal static class OpenWebUiProperties
{
    public static PropertySet All { get; } = new(
    [
        .. CommonProperties.All,
        new Property<OpenWebUiSpec, int>("service_port", new IntegerType(1, 65_535), spec => spec.ServicePort, (spec, port) => spec with { ServicePort = port }, "Port of the Service in the cluster. Default: 8080."),
        new Property<OpenWebUiSpec, bool>("pipelines_enabled", new BooleanType(), spec => spec.PipelinesEnabled, (spec, enabled) => spec with { PipelinesEnabled = enabled },
            "Whether a pipelines server stands beside it. Default: false."),
        new Property<OpenWebUiSpec, int>("replicas", new IntegerType(1, 1_000), spec => spec.Replicas, (spec, replicas) => spec with { Replicas = replicas },
            "Servers side by side. Default: 1; more need a database, redis, a vector store and ReadWriteMany storage."),
        new Property<OpenWebUiSpec, StorageSpec?>("storage", new StorageType(), spec => spec.Storage, (spec, storage) => spec with { Storage = storage! }, "Disk for uploads, and for chats without a database. Default: 10Gi."),
        new Property<OpenWebUiSpec, Quantity>("cpu_request", new QuantityType("500m"), spec => spec.Cpu, (spec, cpu) => spec with { Cpu = cpu }, "Processor per replica. Default: 500m."),
        new Property<OpenWebUiSpec, Quantity>("mem_request", new QuantityType("1Gi", isSize: true), spec => spec.Memory, (spec, memory) => spec with { Memory = memory }, "Memory per replica. Default: 1Gi."),
    ]);
}
