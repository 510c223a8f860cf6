using System.Security.Cryptography;
using System.Text;
using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Serving;

/// <summary>Checks the key of requests, under the same paths as vLLM.</summary>
/// <remarks>Source: vLLM's authentication middleware; <c>/health</c>, <c>/metrics</c>, <c>/tokenize</c> and others stay open.</remarks>
internal sealed class ApiKeys(IReadOnlyList<string> keys)
{
    private static readonly string[] Guarded = ["/v1", "/v2", "/inference", "/cohere"];

    private readonly byte[][] _hashes = [.. keys.Select(Hash)];

    /// <summary>True when the request may pass.</summary>
    public bool Allow(HttpRequest request, string path)
    {
        if (_hashes.Length == 0 || HttpMethods.IsOptions(request.Method) || !Array.Exists(Guarded, prefix => path.StartsWith(prefix, StringComparison.Ordinal)))
        {
            return true;
        }

        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && IsKnown(Hash(header["Bearer ".Length..]));
    }

    /// <summary>Answers a request that may not pass.</summary>
    public static Task RefuseAsync(HttpContext http) => Reply.JsonAsync(http, 401, 0, static (json, _) =>
    {
        json.WriteStartObject();
        json.WriteString("error"u8, "Unauthorized"u8);
        json.WriteEndObject();
    });

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    // All are compared, each in constant time, so that the time taken says nothing about the keys.
    private bool IsKnown(byte[] hash)
    {
        var known = false;
        foreach (var candidate in _hashes)
        {
            known |= CryptographicOperations.FixedTimeEquals(candidate, hash);
        }

        return known;
    }
}
