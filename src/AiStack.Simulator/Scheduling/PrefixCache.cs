using System.Runtime.InteropServices;
using AiStack.Simulator.Text;

namespace AiStack.Simulator.Scheduling;

/// <summary>Remembers beginnings of prompts in blocks, as vLLM's prefix cache does.</summary>
/// <remarks>
/// A block is known by the hash of all tokens up to its end. The table keeps the last block of each slot: a collision
/// evicts, which stands in for the least recently used order of the real cache. Without a lock: at worst a block that
/// two requests store at once is forgotten.
/// </remarks>
/// <param name="blockSize">Tokens in one block.</param>
internal sealed class PrefixCache(int blockSize)
{
    private const int Slots = 1 << 15;

    private readonly ulong[] _blocks = new ulong[Slots];

    /// <summary>Looks a prompt up and remembers it.</summary>
    /// <param name="prompt">Its tokens.</param>
    /// <returns>Tokens at its beginning that were known; never all, since the last one must be computed to go on from it.</returns>
    public int Look(List<int> prompt)
    {
        var ids = CollectionsMarshal.AsSpan(prompt);
        var known = 0;
        ulong hash = 0;
        for (var end = blockSize; end < ids.Length; end += blockSize)
        {
            foreach (var id in ids[(end - blockSize)..end])
            {
                hash = SplitMix.Fold(hash, (ulong)id);
            }

            ref var slot = ref _blocks[hash % Slots];
            if (Volatile.Read(ref slot) != hash)
            {
                Volatile.Write(ref slot, hash);
            }
            else if (known == end - blockSize)
            {
                known = end;
            }
        }

        return known;
    }
}
