using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Components.Qdrant;
using AiStack.Hosting;

namespace AiStack.Components.Tests.Qdrant;

/// <summary>Against a server that keeps collections as Qdrant does; the container test has the real interface.</summary>
public sealed class QdrantClientTests : IDisposable
{
    private const string Key = "a-key";

    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, JsonNode> _collections = [];
    private readonly Uri _address = new($"http://localhost:{Ports.PickFree()}/");
    private readonly Task _serving;

    public QdrantClientTests()
    {
        _listener.Prefixes.Add(_address.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    [Fact]
    public async Task Ensure_NotThere_MakesItInQdrantsWords()
    {
        Assert.Null(await EnsureAsync("documents", new() { VectorSize = 8, Distance = Distance.Euclidean }));

        Assert.Equal("""{"vectors":{"size":8,"distance":"Euclid"}}""", _collections["documents"].ToJsonString());
    }

    [Fact]
    public async Task Ensure_ThereAlike_IsContent()
    {
        await EnsureAsync("documents", new() { VectorSize = 8 });

        Assert.Null(await EnsureAsync("documents", new() { VectorSize = 8 }));
    }

    [Fact]
    public async Task Ensure_ThereWithAnotherSize_SaysBothAndWhatToDo()
    {
        await EnsureAsync("documents", new() { VectorSize = 8 });

        var complaint = await EnsureAsync("documents", new() { VectorSize = 16 });

        Assert.Equal(
            "The collection 'documents' exists with vectors of size 8 and distance Cosine, and size 16 and distance Cosine are asked for. Qdrant cannot change them. "
            + "Write 'vector_size: 8' and 'distance: Cosine' in the stack. Or give it another 'collection_name'; or, if what is stored in it may go, delete 'documents' in Qdrant's web UI (/dashboard) and restart Qdrant.",
            complaint);
        Assert.Equal(8, (int)_collections["documents"]["vectors"]!["size"]!);
    }

    [Fact]
    public async Task Ensure_ThereWithAnotherDistance_NamesItAsTheStackDoes()
    {
        await EnsureAsync("documents", new() { VectorSize = 8, Distance = Distance.Euclidean });

        Assert.Contains("'distance: Euclidean'", await EnsureAsync("documents", new() { VectorSize = 8 }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ensure_ThereWithNamedVectors_SaysSo()
    {
        _collections["documents"] = JsonNode.Parse("""{"vectors":{"text":{"size":8,"distance":"Cosine"}}}""")!;

        Assert.Contains("exists with named vectors", await EnsureAsync("documents", new() { VectorSize = 8 }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ensure_WrongKey_RepeatsWhatQdrantAnswers()
    {
        using var client = new QdrantClient(_address, "another-key");

        Assert.Equal("Qdrant refuses the collection 'documents' with 401: Invalid API key", await client.EnsureAsync("documents", new() { VectorSize = 8 }, TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(10), CancellationToken.None);
    }

    private async Task<string?> EnsureAsync(string name, CollectionSpec spec)
    {
        using var client = new QdrantClient(_address, Key);
        return await client.EnsureAsync(name, spec, TestContext.Current.CancellationToken);
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var (status, body) = await AnswerAsync(context.Request);
            context.Response.StatusCode = status;
            await JsonSerializerOrText(context.Response, body);
            context.Response.Close();
        }
    }

    private async Task<(int Status, object Body)> AnswerAsync(HttpListenerRequest request)
    {
        var name = request.Url!.Segments[^1];
        if (request.Headers["api-key"] != Key)
        {
            return (401, "Invalid API key");
        }

        if (request.HttpMethod == "PUT")
        {
            var definition = await JsonNode.ParseAsync(request.InputStream);
            return _collections.TryAdd(name, definition!) ? (200, new { result = true }) : (409, new { status = new { error = "already exists" } });
        }

        return _collections.TryGetValue(name, out var found) ? (200, new { result = new { config = new { @params = found } } }) : (404, new { });
    }

    private static async Task JsonSerializerOrText(HttpListenerResponse response, object body)
    {
        await using var writer = new StreamWriter(response.OutputStream);
        await writer.WriteAsync(body as string ?? JsonSerializer.Serialize(body));
    }
}
