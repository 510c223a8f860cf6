using Microsoft.AspNetCore.Http;

namespace AiStack.Gateway.Tests;

/// <summary>What a fake backend got.</summary>
internal sealed class ReceivedRequest(HttpRequest request, byte[] body)
{
    public string Target { get; } = request.Path + request.QueryString;

    public Dictionary<string, string> Headers { get; } = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; } = body;
}
