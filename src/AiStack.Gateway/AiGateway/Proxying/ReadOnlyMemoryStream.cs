using System.Runtime.InteropServices;

namespace AiStack.Gateway.AiGateway.Proxying;

/// <summary>Bytes as a stream, without copying them.</summary>
internal sealed class ReadOnlyMemoryStream(ReadOnlyMemory<byte> bytes) : MemoryStream(ArrayOf(bytes).Array!, ArrayOf(bytes).Offset, bytes.Length, writable: false)
{
    private static ArraySegment<byte> ArrayOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array) ? array : new ArraySegment<byte>(bytes.ToArray());
}
