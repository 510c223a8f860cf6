using System.IO.Hashing;
using System.Text;

namespace AiStack.Gateway.Router;

/// <summary>Consistent hashing: when a backend comes or goes, only the sessions next to it on the ring move.</summary>
internal sealed class HashRing
{
    // 160 points for each node, the number ketama made customary: spreads within some ten per cent.
    private const int PointsPerNode = 160;
    private readonly ulong[] _points;
    private readonly Backend[] _owners;

    /// <summary>Makes a ring.</summary>
    /// <param name="backends">Its nodes, at least one; a node's places depend on its URL alone.</param>
    public HashRing(IReadOnlyList<Backend> backends)
    {
        _points = new ulong[backends.Count * PointsPerNode];
        _owners = new Backend[_points.Length];
        for (var i = 0; i < _points.Length; i++)
        {
            var backend = backends[i / PointsPerNode];
            _points[i] = Hash($"{backend.Url}#{i % PointsPerNode}");
            _owners[i] = backend;
        }

        Array.Sort(_points, _owners);
    }

    /// <summary>The backend of a session.</summary>
    public Backend Find(string session)
    {
        var index = Array.BinarySearch(_points, Hash(session));
        var next = index < 0 ? ~index : index;
        return _owners[next == _points.Length ? 0 : next];
    }

    private static ulong Hash(string text) =>
        text.Length <= 256 ? HashShort(text) : XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text));

    private static ulong HashShort(string text)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(256)];
        return XxHash3.HashToUInt64(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }
}
