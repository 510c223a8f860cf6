using AiStack.Core;
using AiStack.Core.Units;

namespace AiStack.Components.Langflow;

/// <summary>Langflow: flows of models and vector stores, built in the browser.</summary>
public sealed record LangflowSpec : ComponentSpec
{
    /// <summary>Name of the first user, who may do everything.</summary>
    /// <value><see langword="null"/> (default): <c>admin</c>.</value>
    public string? Superuser { get; init; }

    /// <summary>That user's password.</summary>
    /// <value>Key <c>password</c>. <see langword="null"/> (default): Secret <c>&lt;name&gt;-superuser</c>; a run on a laptop makes its value up.</value>
    public SecretReference? SuperuserPassword { get; init; }

    /// <summary>The one key that calls of the API have to send as <c>x-api-key</c>.</summary>
    /// <value>Key <c>api-key</c>. <see langword="null"/> (default): keys that users make in Langflow.</value>
    public SecretReference? ApiKey { get; init; }

    /// <summary>Where what was built and computed is kept.</summary>
    /// <value><see langword="null"/> (default): in the Redis server that it is linked to, else in memory.</value>
    public CacheType? CacheType { get; init; }

    /// <summary>Servers side by side.</summary>
    /// <value>Default: 1. More need Redis and a database. On a laptop there is always one.</value>
    public int Replicas { get; init; } = 1;

    /// <summary>Disk for files and, without a database, flows.</summary>
    /// <value>Default: 10Gi.</value>
    public StorageSpec Storage { get; init; } = new(Quantity.Parse("10Gi"));

    /// <summary>Processors of each replica.</summary>
    /// <value>Default: 1.</value>
    public Quantity Cpu { get; init; } = Quantity.Parse("1");

    /// <summary>Memory of each replica.</summary>
    /// <value>Default: 2Gi.</value>
    public Quantity Memory { get; init; } = Quantity.Parse("2Gi");
}
