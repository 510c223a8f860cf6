using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Hosting;
using AiStack.Tests;

namespace AiStack.Components.Tests.Publishing;

/// <summary>The script that a Job makes collections with, as it is published, run by this machine's shell against a server that keeps collections as Qdrant does.</summary>
public sealed class QdrantScriptTests : IDisposable
{
    private const string Key = "a \"key\" with $HOME and \\n";

    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, JsonNode> _collections = [];
    private readonly string _address = $"http://localhost:{Ports.PickFree()}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aistack-qdrant-");
    private readonly Task _serving;
    private int _peers = 1;
    private int _notReady;

    public QdrantScriptTests()
    {
        if (OperatingSystem.IsWindows())
        {
            Requirement.IsMissing("The script is for a POSIX shell with curl and awk.");
        }

        var data = new Scenario("qdrant-collections").Publish().Objects.Single(made => made.Kind == "ConfigMap").Content["data"]!;
        File.WriteAllText(Path.Combine(_folder.FullName, "script"), (string)data["create-collections.sh"]!);
        File.WriteAllText(Path.Combine(_folder.FullName, "table"), (string)data["collections"]!);
        _listener.Prefixes.Add($"{_address}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    [Fact]
    public async Task Script_NewDatabase_MakesEveryCollection()
    {
        var (code, output) = await RunAsync();

        Assert.Equal("Collection 'documents' was made: vectors of size 1536, distance Cosine.\nCollection 'Pictures of 2025 (ü)' was made: vectors of size 512, distance Euclid.\n", output);
        Assert.Equal(0, code);
        Assert.Equal("""{"vectors":{"size":1536,"distance":"Cosine"},"replication_factor":1}""", _collections["documents"].ToJsonString());
        Assert.Equal("""{"vectors":{"size":512,"distance":"Euclid"},"replication_factor":1}""", _collections["Pictures of 2025 (ü)"].ToJsonString());
    }

    [Fact]
    public async Task Script_RunAgain_IsContent()
    {
        await RunAsync();

        var (code, output) = await RunAsync();

        Assert.Equal("Collection 'documents' is there already: vectors of size 1536, distance Cosine.\nCollection 'Pictures of 2025 (ü)' is there already: vectors of size 512, distance Euclid.\n", output);
        Assert.Equal(0, code);
    }

    // What a server adds, in whatever order, and what only looks like the size.
    [Theory]
    [InlineData("""{"on_disk_payload":true,"sparse_vectors":{"size":{}},"vectors":{"multivector_config":null,"distance":"Cosine","hnsw_config":{"size":7},"size":1536}}""")]
    [InlineData("""{ "vectors" : { "size" : 1536 , "distance" : "Cosine" } , "shard_number" : 2 }""")]
    public async Task Script_ThereWithMore_IsContent(string parameters)
    {
        _collections["documents"] = JsonNode.Parse(parameters)!;

        Assert.Equal(0, (await RunAsync()).Code);
    }

    [Fact]
    public async Task Script_ThereWithAnotherSize_FailsAndMakesTheOthers()
    {
        _collections["documents"] = JsonNode.Parse("""{"vectors":{"size":768,"distance":"Cosine"}}""")!;

        var (code, output) = await RunAsync();

        Assert.Equal(1, code);
        Assert.Contains("Collection 'documents' exists with vectors of size 768 and distance Cosine, and size 1536 and distance Cosine are asked for.", output, StringComparison.Ordinal);
        Assert.True(_collections.ContainsKey("Pictures of 2025 (ü)"));
    }

    [Fact]
    public async Task Script_ThereWithAnotherDistance_FailsAndNamesItAsTheStackDoes()
    {
        _collections["documents"] = JsonNode.Parse("""{"vectors":{"size":1536,"distance":"Euclid"}}""")!;

        var (code, output) = await RunAsync();

        Assert.Equal(1, code);
        Assert.Contains("distance Euclid, and size 1536 and distance Cosine are asked for", output, StringComparison.Ordinal);
        Assert.Contains("Write 'vector_size: 1536' and 'distance: Euclidean' in the stack.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"vectors":{"text":{"size":1536,"distance":"Cosine"}}}""")]
    [InlineData("""{"vectors":{"size":{"size":1536,"distance":"Cosine"}}}""")]
    [InlineData("""{"shard_number":1}""")]
    public async Task Script_ThereWithNamedVectorsOrNone_Fails(string parameters)
    {
        _collections["documents"] = JsonNode.Parse(parameters)!;

        var (code, output) = await RunAsync();

        Assert.Equal(1, code);
        Assert.Contains("Collection 'documents' exists with named vectors or none", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_WrongKey_FailsAtOnceAndDoesNotShowIt()
    {
        var (code, output) = await RunAsync(key: "wrong-key");

        Assert.Equal(1, code);
        Assert.Contains("refuses the key (status 401: Invalid API key)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_NobodyAnswers_FailsAfterTheTimeThatItHas()
    {
        _listener.Stop();

        var (code, output) = await RunAsync(seconds: 2);

        Assert.Equal(1, code);
        Assert.StartsWith($"Qdrant at {_address} was not ready with 1 server(s) after 2 s (curl: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_NotReadyYet_Waits()
    {
        _notReady = 1;

        Assert.Equal(0, (await RunAsync()).Code);
    }

    [Fact]
    public async Task Script_ServersMissing_MakesNothing()
    {
        _peers = 2;

        var (code, output) = await RunAsync(seconds: 0, peers: 3);

        Assert.Equal(1, code);
        Assert.Contains("was not ready with 3 server(s)", output, StringComparison.Ordinal);
        Assert.Empty(_collections);
    }

    [Fact]
    public async Task Script_ServersThere_MakesCollections()
    {
        _peers = 3;

        Assert.Equal(0, (await RunAsync(peers: 3)).Code);
        Assert.All(_collections.Values, made => Assert.Equal("2", $"{made["replication_factor"]}"));
    }

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(10), CancellationToken.None);
        _folder.Delete(recursive: true);
    }

    private async Task<(int Code, string Output)> RunAsync(string key = Key, int seconds = 10, int peers = 1)
    {
        var start = new ProcessStartInfo("/bin/sh", ["script", "table"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["QDRANT_URL"] = _address, ["API_KEY"] = key, ["WAIT_SECONDS"] = $"{seconds}", ["PEERS"] = $"{peers}", ["TMPDIR"] = _folder.FullName },
        };
        using var process = Process.Start(start)!;
        var cancelled = TestContext.Current.CancellationToken;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancelled), process.StandardError.ReadToEndAsync(cancelled));
        await process.WaitForExitAsync(cancelled);
        return (process.ExitCode, await output + await errors);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            var (status, body) = await AnswerAsync(context.Request);
            context.Response.StatusCode = status;
            await using (var writer = new StreamWriter(context.Response.OutputStream))
            {
                await writer.WriteAsync(body as string ?? JsonSerializer.Serialize(body));
            }

            context.Response.Close();
        }
    }

    private async Task<(int Status, object Body)> AnswerAsync(HttpListenerRequest request)
    {
        var path = Uri.UnescapeDataString(request.RawUrl!);
        if (path == "/readyz")
        {
            return _notReady-- > 0 ? (503, "some shards are not ready") : (200, "all shards are ready");
        }

        if (request.Headers["api-key"] != Key)
        {
            return (401, "Invalid API key");
        }

        if (path == "/cluster")
        {
            return (200, new { result = new { status = "enabled", peer_id = 1, peers = Enumerable.Range(1, _peers).ToDictionary(peer => $"{peer}00", peer => new { uri = $"http://qdrant-{peer}:6335/" }) } });
        }

        var name = path["/collections/".Length..];
        if (request.HttpMethod == "PUT")
        {
            var definition = await JsonNode.ParseAsync(request.InputStream);
            return _collections.TryAdd(name, definition!) ? (200, new { result = true }) : (409, new { status = new { error = $"Collection `{name}` already exists!" } });
        }

        var description = new
        {
            status = "green",
            optimizer_status = new { error = "said \"vectors\":{\"size\":1}" },
            config = new { @params = _collections.GetValueOrDefault(name), metadata = new { vectors = new { size = 2 } } },
        };
        return _collections.ContainsKey(name) ? (200, new { result = description, status = "ok" }) : (404, new { });
    }
}
