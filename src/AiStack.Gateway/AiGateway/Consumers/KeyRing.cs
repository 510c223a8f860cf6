using System.Security.Cryptography;
using System.Text;

namespace AiStack.Gateway.AiGateway.Consumers;

/// <summary>Who is known by which key. No key is kept: only what a hash with a secret of this process makes of it.</summary>
/// <remarks>Finding a hash takes a time that depends on the hash, which nobody outside can steer; comparing it takes the same time for every key.</remarks>
internal sealed class KeyRing
{
    private static readonly byte[] s_secret = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<long, List<(byte[] Hash, string Consumer)>> _consumers = [];

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a consumer.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="consumer">Its name.</param>
    /// <returns><see langword="false"/>: another one has this key.</returns>
    public bool TryAdd(string key, string consumer)
    {
        if (Find(key) is not null)
        {
            return false;
        }

        var hash = new byte[SHA256.HashSizeInBytes];
        Hash(key, hash);
        var place = BitConverter.ToInt64(hash);
        if (!_consumers.TryGetValue(place, out var list))
        {
            _consumers[place] = list = [];
        }

        list.Add((hash, consumer));
        Count++;
        return true;
    }

    /// <summary>The consumer of a key.</summary>
    /// <returns><see langword="null"/>: nobody's.</returns>
    public string? Find(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(key, hash);
        string? found = null;
        if (_consumers.TryGetValue(BitConverter.ToInt64(hash), out var list))
        {
            foreach (var (known, consumer) in list)
            {
                found = CryptographicOperations.FixedTimeEquals(known, hash) ? consumer : found;
            }
        }

        return found;
    }

    private static void Hash(string key, Span<byte> hash)
    {
        const int OnStack = 256;
        var length = Encoding.UTF8.GetByteCount(key);
        Span<byte> bytes = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        HMACSHA256.HashData(s_secret, bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
    }
}
