using AiStack.Core;
using AiStack.Core.Units;

namespace AiStack.Components.Redis;

/// <summary>A Redis server: shared cache, queue and counters of those that link to it.</summary>
/// <remarks>It always asks for a password, which no file contains: see <see cref="RedisFacts.PasswordOf"/>.</remarks>
public sealed record RedisSpec : ComponentSpec
{
    /// <summary>Memory of the server.</summary>
    /// <value>Default: 256Mi.</value>
    public Quantity Memory { get; init; } = Quantity.Parse("256Mi");

    /// <summary>Disk that keeps the data over restarts in a cluster. On a laptop a volume always does.</summary>
    /// <value><see langword="null"/> (default): none; a server that restarts is empty.</value>
    public StorageSpec? Storage { get; init; }
}
