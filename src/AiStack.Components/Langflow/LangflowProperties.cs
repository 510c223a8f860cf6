using AiStack.Core;
using AiStack.Core.Schema;
using AiStack.Core.Units;

namespace AiStack.Components.Langflow;

/// <summary>What may be said about Langflow in a stack file.</summary>
internal static class LangflowProperties
{
    public static SecretType SuperuserPassword { get; } = new("password");

    public static SecretType ApiKey { get; } = new("api-key");

    public static PropertySet All { get; } = new(
    [
        .. CommonProperties.All,
        new Property<LangflowSpec, string?>("superuser", new TextType("a user's name", maximumLength: 150), spec => spec.Superuser, (spec, name) => spec with { Superuser = name },
            "Name of the first user, who may do everything. Default: admin."),
        new Property<LangflowSpec, SecretReference?>("superuser_password", SuperuserPassword, spec => spec.SuperuserPassword, (spec, password) => spec with { SuperuserPassword = password },
            "That user's password, by reference. Default: Secret <name>-superuser, key password."),
        new Property<LangflowSpec, SecretReference?>("api_key", ApiKey, spec => spec.ApiKey, (spec, key) => spec with { ApiKey = key },
            "The one key that API calls have to send as x-api-key, by reference. Default: keys that users make in Langflow."),
        new Property<LangflowSpec, CacheType?>("cache_type", new OptionalType<CacheType>(new WordType<CacheType>(("async", CacheType.Async), ("redis", CacheType.Redis))),
            spec => spec.CacheType, (spec, type) => spec with { CacheType = type }, "Where what was built is kept: async (in memory) or redis. Default: redis when linked to one, else async."),
        new Property<LangflowSpec, int>("replicas", new IntegerType(1, 100), spec => spec.Replicas, (spec, replicas) => spec with { Replicas = replicas },
            "Servers side by side. Default: 1; more need redis and a database."),
        new Property<LangflowSpec, StorageSpec?>("storage", new StorageType(), spec => spec.Storage, (spec, storage) => spec with { Storage = storage ?? spec.Storage },
            "Disk for files and, without a database, flows. Default: 10Gi."),
        new Property<LangflowSpec, Quantity>("cpu_request", new QuantityType("1"), spec => spec.Cpu, (spec, cpu) => spec with { Cpu = cpu }, "Processors of each replica. Default: 1."),
        new Property<LangflowSpec, Quantity>("mem_request", new QuantityType("2Gi", isSize: true), spec => spec.Memory, (spec, memory) => spec with { Memory = memory }, "Memory of each replica. Default: 2Gi."),
    ]);
}
