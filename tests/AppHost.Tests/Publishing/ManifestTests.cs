using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AppHost.Tests.Publishing;

/// <summary>Aspire's own path: the manifest that azd and Aspirate read.</summary>
public sealed class ManifestTests : IDisposable
{
    private static readonly string[] s_manifest = ["--publisher", "manifest"];

    private readonly PublishingAppHost _appHost = new();

    public void Dispose() => _appHost.Dispose();

    [Fact]
    public async Task Manifest_OfTheSample_IsTheExpectedOne_WithinSeconds()
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal((0, ""), await _appHost.RunSampleAsync(s_manifest));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        await AssertIsAsync("sample-manifest.json");
        Assert.False(_appHost.HasUserSecrets);
    }

    [Fact]
    public async Task Manifest_OfEveryComponent_IsTheExpectedOne()
    {
        Assert.Equal((0, ""), await _appHost.RunAsync("whole", s_manifest));

        await AssertIsAsync("whole-manifest.json");
        Assert.False(_appHost.HasUserSecrets);
    }

    [Fact]
    public async Task Manifest_OfEveryComponent_RefersOnlyToWhatIsInIt()
    {
        Assert.Equal((0, ""), await _appHost.RunAsync("whole", s_manifest));

        var resources = await ResourcesAsync();
        Assert.NotEmpty(Expressions(resources));
        Assert.All(Expressions(resources), expression => Assert.True(IsThere(resources, expression.Split('.')), expression));
    }

    [Fact]
    public async Task Manifest_ValuesThatAreSet_AreNotInIt()
    {
        Assert.Equal((0, ""), await _appHost.RunAsync("whole",
            [.. s_manifest, "--Parameters:hf-token", "s3cret1", "--Parameters:redis-auth", "s3cret2", "--Parameters:qdrant-Key", "s3cret3"]));

        Assert.DoesNotContain("s3cret", await File.ReadAllTextAsync(_appHost.Output, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifest_SettingsOfALaptop_ChangeNothingInIt()
    {
        Assert.Equal((0, ""), await _appHost.RunAsync("whole",
            [.. s_manifest, "--AiStack:Run", "embedded", "--AiStack:Models", "simulator", "--AiStack:Ports:vllm", "1234", "--AiStack:Programs:gateway", "/nowhere"]));

        await AssertIsAsync("whole-manifest.json");
    }

    [Fact]
    public async Task Manifest_OfAnEnvironment_HasWhatDiffersThere()
    {
        Assert.Equal((0, ""), await _appHost.RunAsync("whole", [.. s_manifest, "--environment", "PROD"]));
        var production = await ResourcesAsync();
        Assert.Equal((0, ""), await _appHost.RunAsync("whole", [.. s_manifest, "--AiStack:Environment", "staging"]));
        var staging = await ResourcesAsync();

        Assert.Contains("{chat-2.bindings.http.url}", ArgumentsOf(production["vllm-router"]!));
        Assert.Equal("vllm/vllm-openai:v0.29.0", (string?)production["chat-2"]!["image"]);
        Assert.NotNull(production["webui-pipelines"]);
        Assert.Null(staging["chat-2"]);
        Assert.Equal("vllm/vllm-openai-cpu:v0.29.0-x86_64", (string?)staging["chat-1"]!["image"]);
        Assert.Null(staging["webui-pipelines"]);
    }

    private async Task<JsonObject> ResourcesAsync() =>
        JsonNode.Parse(await File.ReadAllTextAsync(_appHost.Output, TestContext.Current.CancellationToken))!["resources"]!.AsObject();

    private static string ArgumentsOf(JsonNode resource) => string.Join(' ', resource["args"]!.AsArray().Select(argument => (string?)argument));

    // {qdrant.bindings.http.url}, {key.value}: whatever stands in braces, since a deployer takes it for an expression.
    private static List<string> Expressions(JsonNode node) => node switch
    {
        JsonObject properties => [.. properties.Where(property => property.Key != "inputs").SelectMany(property => Expressions(property.Value!))],
        JsonArray items => [.. items.SelectMany(item => Expressions(item!))],
        JsonValue value when value.TryGetValue<string>(out var text) => [.. text.Split('{').Skip(1).Select(rest => rest.Split('}')[0])],
        _ => [],
    };

    private static bool IsThere(JsonObject resources, string[] path) => path switch
    {
        [var name, "value"] => resources[name]?["value"] is not null,
        [var name, "inputs", "value"] => resources[name]?["inputs"]?["value"] is not null,
        [var name, "connectionString"] => resources[name]?["connectionString"] is not null,
        [var name, "bindings", var binding, "url" or "host" or "port"] => resources[name]?["bindings"]?[binding] is not null,
        _ => false,
    };

    private async Task AssertIsAsync(string golden)
    {
        var path = Path.Combine(RunningAppHost.RepositoryRoot, "tests", "AppHost.Tests", "Publishing", golden);
        var manifest = await File.ReadAllTextAsync(_appHost.Output, TestContext.Current.CancellationToken);
        AspireBuild.SkipIfOfficial("the manifest is its own, and what is in ours beside our resources is not");
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(path, manifest, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), manifest);
    }
}
