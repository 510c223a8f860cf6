using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using AiStack.Gateway.AiGateway;
using AiStack.Gateway.CommandLine;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>The gateway as a program: its command line, its file, its log and metrics.</summary>
public sealed class GatewayProgramTests
{
    private const string KeyAuth = """ "key-auth":{"hide_credentials":true,"_meta":{"pre_function":"\"authorization\" to \"apikey\""}} """;

    public static TheoryData<string, string> Mistakes => new()
    {
        { "", "--config must name the file of routes." },
        { "--config missing.json", "There is no file 'missing.json'." },
        { "--config {empty}", "not JSON" },
        { "--config {yaml}", "the last line has to be #END" },
        { "--config {file} --port", "--port needs a value." },
        { "--config {file} --port 0", "--port must be a whole number from 1 to 65535, not '0'." },
        { "--config {file} --port 99999", "not '99999'" },
        { "--config {file} --port 9080 --status-port 9080", "Port 9080 is given twice." },
        { "--config {file} --host nowhere", "--host must be an IP address or localhost, not 'nowhere'." },
        { "--config {file} --host 203.0.113.1", "Cannot listen on 203.0.113.1" },
        { "--config {file} --log-prompts=yes", "--log-prompts takes no value." },
        { "--config {file} --log-promts", "Unknown option '--log-promts'" },
        { "--config {file} --log-level loud", "--log-level must be one of" },
        { "--config {file} routes", "Unexpected argument 'routes'." },
        { "--config {file} --port {taken}", "is taken" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task CommandLine_Mistake_IsToldInOneLine(string arguments, string expected)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-gateway-");
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string Place(string name, string text)
        {
            var path = Path.Combine(directory.FullName, name);
            File.WriteAllText(path, text);
            return path;
        }

        string[] given = [.. arguments
            .Replace("{file}", Place("apisix.json", "{}"), StringComparison.Ordinal)
            .Replace("{empty}", Place("empty.json", ""), StringComparison.Ordinal)
            .Replace("{yaml}", Place("apisix.yaml", "routes: []\n"), StringComparison.Ordinal)
            .Replace("{taken}", $"{((IPEndPoint)taken.LocalEndpoint).Port}", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var problem = await Assert.ThrowsAsync<UsageException>(() => GatewayRole.RunAsync(given));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task CommandLine_Mistake_IsOneLineOfErrorsAndExitCodeTwo()
    {
        using var program = RouterProcess.Start("gateway", "--config", "missing.json");

        var (code, output, error) = await program.EndAsync();

        Assert.Equal((GatewayProgram.UsageExitCode, ""), (code, output));
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { """{"routes":[{"id":"1","uris":["/*"],"plugins":{"ai-proxy-multi":{}}}]}""", "this gateway has no plugin 'ai-proxy-multi'" },
        { """{"routes":[{"id":"1","uris":["/*"],"plugins":{"cors":{"allow_credential":true}}}]}""", "'allow_credential' is not supported" },
        { """{"routes":[{"id":"1","uris":["/*"],"plugins":{"cors":{}}}]}""", "neither 'upstream' nor ai-proxy says what is behind it" },
        { """{"routes":[{"uris":["/*"]}]}""", "routes[0]: 'id' is missing" },
        { """{"routes":{}}""", "routes must be a list, not a mapping" },
        { """[]""", "the file must be a mapping, not a list" },
        { """{"routes":[{"id":"1","uris":["/*"],"plugins":{"ai-proxy":{"provider":"openai","auth":{"header":{"Authorization":"$env://AISTACK_NOWHERE"}}}}}]}""", "AISTACK_NOWHERE' names a variable that is not set" },
        { """{"routes":[{"id":"1","uris":["/*"],"plugins":{"ai-proxy":{"provider":"openai","auth":{"header":{"Authorization":"$secret://vault/1"}}}}}]}""", "refers to a secret store" },
        { """{"routes":[{"id":"1","uris":["/*"],"plugins":{"ai-proxy":{"provider":"openai","auth":{}},"ai-prompt-guard":{"deny_patterns":["x"]}}}]}""", "'match_all_roles' has to be true" },
        { """{"routes":[{"id":"1","uris":["/*"],"plugins":{"ai-proxy":{"provider":"openai","auth":{}},"ai-prompt-guard":{"deny_patterns":["("],"match_all_roles":true,"match_all_conversation_history":true}}}]}""", "deny_patterns[0]" },
        { """{"routes":[{"id":"1","uris":["/*"],"plugins":{"ai-proxy":{"provider":"openai","auth":{}},"limit-count":{"count":1,"time_window":1,"policy":"redis"}}}]}""", "keeps its counters in its own memory" },
        { """{"routes":[{"id":"1","uris":["/*"],"plugins":{"key-auth":{"_meta":{"pre_function":"return function() os.exit() end"}},"ai-proxy":{"provider":"openai","auth":{}}}}]}""", "Lua does not run in this gateway" },
        { """{"consumers":[{"username":"a","plugins":{"key-auth":{"key":"k-1"}}},{"username":"b","plugins":{"key-auth":{"key":"k-1"}}}]}""", "another consumer has the same key" },
        { """{"services":[]}""", "'services' is not supported" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task File_SaysWhatTheGatewayCannotDo_IsRefusedWithThePlace(string text, string expected)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-gateway-");
        var file = Path.Combine(directory.FullName, "apisix.json");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        var line = (await Assert.ThrowsAsync<UsageException>(() => GatewayRole.RunAsync(["--config", file, "--port", $"{RouterProcess.FreePort()}"]))).Message;

        Assert.StartsWith(file, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain("k-1", line, StringComparison.Ordinal);
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task File_AsYaml_SaysTheSame()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(
            $$"""
            routes:
              - id: 1
                uris: ['/v1/*']
                plugins:
                  key-auth: { header: apikey, hide_credentials: true }
                  ai-proxy: { provider: openai-compatible, auth: { header: {} }, override: { endpoint: '{{backend.Url}}' }, timeout: 60000 }
            consumers:
              - username: team
                plugins: { key-auth: { key: $env://TEAM_KEY } }
            #END

            """, "apisix.yaml", new Dictionary<string, string> { ["TEAM_KEY"] = "its-key" });

        Assert.Equal(401, (await Call.Chat("any", "hello").SendAsync(gateway)).Status);
        Assert.Equal(200, (await Call.Chat("any", "hello").With("apikey: its-key").SendAsync(gateway)).Status);
    }

    [Fact]
    public async Task File_Broken_KeepsTheOldOneAndSaysSoOnce()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await GatewayDocument.To(backend).StartAsync();

        gateway.Write("""{"routes":[{"id":"1","uris":["/*"],"plugins":{"unheard-of":{}}}]}""");
        await Eventually.TrueAsync(() => Task.FromResult(gateway.Log.Contains("is not applied", StringComparison.Ordinal)), TimeSpan.FromSeconds(5), "the problem is told");
        await Task.Delay(700, TestContext.Current.CancellationToken);

        var line = Assert.Single(gateway.Log.Split('\n'), line => line.Contains("is not applied", StringComparison.Ordinal));
        Assert.Contains("'unheard-of'", line, StringComparison.Ordinal);
        Assert.Equal(200, (await Call.Chat("any", "hello").SendAsync(gateway)).Status);

        await gateway.ApplyAsync(new GatewayDocument().Route("chat", "only.localhost", GatewayDocument.Plugins(backend)).ToJson());
        Assert.Equal(404, (await Call.Chat("any", "hello").SendAsync(gateway)).Status);
        Assert.Equal(200, (await Call.Chat("only", "hello").SendAsync(gateway)).Status);
    }

    [Fact]
    public async Task File_ChangesUnderLoad_LosesNoRequest()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await GatewayDocument.To(backend).StartAsync("--log-level", "info");
        var statuses = new ConcurrentBag<int>();
        using var enough = new CancellationTokenSource();

        var load = Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!enough.IsCancellationRequested)
            {
                statuses.Add((await Call.Chat("any", "hello").SendAsync(gateway)).Status);
            }
        }).ToList();
        for (var i = 0; i < 5; i++)
        {
            await gateway.ApplyAsync(GatewayDocument.To(backend, $$""" "ai-prompt-decorator":{"prepend":[{"role":"system","content":"{{i}}"}]} """).ToJson());
        }

        await enough.CancelAsync();
        await Task.WhenAll(load);

        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.Equal(statuses.Count, backend.Received.Count);
        Assert.Contains("\"content\":\"4\"", Encoding.UTF8.GetString(backend.Received.Last().Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consumers_TenThousand_AreReadInAMomentAndEachIsFound()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        var document = GatewayDocument.To(backend, KeyAuth);
        for (var i = 0; i < 10_000; i++)
        {
            document.Consumer($"consumer_{i}", $"key-of-{i}-{i * 7919}");
        }

        var started = Stopwatch.GetTimestamp();
        await using var gateway = await document.StartAsync();
        var ready = Stopwatch.GetElapsedTime(started);

        foreach (var i in new[] { 0, 1, 4711, 9999 })
        {
            Assert.Equal(200, (await Call.Chat("any", "hello").With($"Authorization: Bearer key-of-{i}-{i * 7919}").SendAsync(gateway)).Status);
            Assert.Equal($"consumer_{i}", backend.Received.Last().Headers["X-Consumer-Username"]);
        }

        Assert.Equal(401, (await Call.Chat("any", "hello").With("apikey: key-of-10000-79190000").SendAsync(gateway)).Status);
        Assert.InRange(ready, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("info")]
    [InlineData("trace")]
    public async Task Log_AndMetrics_HaveNoKeyAndNoPrompt(string level)
    {
        await using var backend = await ScriptedBackend.StartAsync();
        var document = GatewayDocument.To(backend, KeyAuth).Consumer("team", "the-key-itself");
        var plugins = document.ToJson();
        plugins["routes"]![0]!["plugins"]!["ai-proxy"]!["auth"]!["header"]!["Authorization"] = "Bearer the-providers-key";
        await using var gateway = await RunningGateway.StartAsync(plugins.ToJsonString(), "apisix.json", null, "--log-level", level);

        foreach (var header in new[] { "apikey: the-key-itself", "Authorization: Bearer the-key-itself", "apikey: a-wrong-key" })
        {
            await Call.Chat("any", "what nobody may read").With(header).SendAsync(gateway);
        }

        await Call.Post("any", "/v1/chat/completions?apikey=the-key-itself", """{"messages":[{"role":"user","content":"what nobody may read"}]}""").SendAsync(gateway);
        await Call.Get("any", "/v2/x?apikey=the-key-itself").SendAsync(gateway);
        await Call.Chat("any", "what nobody may read").With("apikey: the-key-itself").Script("cut").SendAsync(gateway);
        await Call.Post("any", "/v1/chat/completions", "what nobody may read").With("apikey: the-key-itself").SendAsync(gateway);

        await Eventually.TrueAsync(() => Task.FromResult(gateway.Log.Contains("consumer=team", StringComparison.Ordinal) && gateway.Log.Contains("no route", StringComparison.Ordinal)), TimeSpan.FromSeconds(5), "the requests are logged");
        var seen = gateway.Log + await gateway.MetricsAsync();
        Assert.DoesNotContain("the-key-itself", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-key", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("the-providers-key", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody may read", seen, StringComparison.Ordinal);
        if (level == "info")
        {
            Assert.DoesNotContain("   at ", gateway.Log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Log_WhenPromptsAreAskedFor_HasThem()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await GatewayDocument.To(backend).StartAsync("--log-prompts");

        await Call.Chat("any", "what may be read").SendAsync(gateway);
        await Call.Chat("any", "\\ud800").SendAsync(gateway);
        await Call.Chat("any", "two\\nlines route=forged").With("X-A: b").SendAsync(gateway);

        await Eventually.TrueAsync(() => Task.FromResult(gateway.Log.Contains("forged", StringComparison.Ordinal)), TimeSpan.FromSeconds(5), "prompts are logged");
        Assert.Contains("prompt: what may be read", gateway.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Log.Split('\n'), line => line.StartsWith("lines", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_AndMetrics_WithAModelOfTheCallersChoice_ObeyNothingInIt()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await GatewayDocument.To(backend).StartAsync("--log-prompts");
        var model = "forged\\n\\r\\u001b[31m" + new string('x', 5000);

        await Call.Post("any", "/v1/chat/completions", $$"""{"model":"{{model}}","messages":[{"role":"user","content":"to\r\u001b[2Jread"}]}""").SendAsync(gateway);

        await Eventually.TrueAsync(() => Task.FromResult(gateway.Log.Contains("prompt:", StringComparison.Ordinal)), TimeSpan.FromSeconds(5), "the request is logged");
        var seen = gateway.Log + await gateway.MetricsAsync();
        Assert.Contains("forged???[31mxxx", seen, StringComparison.Ordinal);
        Assert.Contains("to??[2Jread", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(seen, letter => char.IsControl(letter) && letter != '\n');
        Assert.DoesNotContain(new string('x', 200), seen, StringComparison.Ordinal);
        Assert.Contains(new string('x', 5000), Encoding.UTF8.GetString(Assert.Single(backend.Received).Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_OfRequests_NameRouteModelConsumerAndTokens()
    {
        await using var backend = await ScriptedBackend.StartAsync();
        await using var gateway = await GatewayDocument.To(backend, KeyAuth).Consumer("team", "its-key").StartAsync();

        await Call.Chat("any", "hello").With("apikey: its-key").SendAsync(gateway);
        await Call.Chat("any", "hello").SendAsync(gateway);
        await Call.Get("any", "/nowhere").SendAsync(gateway);

        await Eventually.TrueAsync(async () => await gateway.MetricAsync("apisix_http_status") == 3, TimeSpan.FromSeconds(5), "three requests are counted");
        string[] labels = ["route=\"chat\"", "consumer=\"team\"", "llm_model=\"any\""];
        Assert.Equal(1, await gateway.MetricAsync("apisix_http_status", ["code=\"200\"", .. labels]));
        Assert.Equal(1, await gateway.MetricAsync("apisix_http_status", "code=\"401\"", "route=\"chat\"", "consumer=\"\""));
        Assert.Equal(1, await gateway.MetricAsync("apisix_http_status", "code=\"404\"", "route=\"\""));
        Assert.Equal(3, await gateway.MetricAsync("apisix_llm_prompt_tokens", labels));
        Assert.Equal(5, await gateway.MetricAsync("apisix_llm_completion_tokens", labels));
        Assert.Equal(1, await gateway.MetricAsync("apisix_llm_latency_count", labels));
    }

    /// <summary>Patterns that a backtracking engine may never come to an end with, and texts that make it try.</summary>
    public static TheoryData<string, string, int> Catastrophes => new()
    {
        { "(a+)+$", new string('a', 60_000) + "!", 4 },
        { "(?=(a+)+$)x", new string('a', 60_000) + "!", 4 },
        { "(?=.*b)(a|aa)+c", new string('a', 60_000) + "b", 4 },
        { @"\b(\w+\s?)*$", string.Concat(Enumerable.Repeat("word ", 20_000)) + "!", 4 },
        { "(a*)*\\1b", new string('a', 5_000), 4 },
        { "(.*a){12}$", new string('a', 300_000) + "!", 4 },
        { "[ab]*a[ab]{300}c", new([.. new Random(7).GetItems("ab".AsSpan(), 400_000)]), 1 },
    };

    [Theory]
    [MemberData(nameof(Catastrophes))]
    public async Task Guard_PatternThatNeverEnds_DoesNotHoldTheGatewayUp(string pattern, string text, int atOnce)
    {
        await using var backend = await ScriptedBackend.StartAsync();
        var guard = string.Create(CultureInfo.InvariantCulture, $$""" "ai-prompt-guard":{"deny_patterns":["{{System.Text.Json.JsonEncodedText.Encode(pattern)}}"],"match_all_roles":true,"match_all_conversation_history":true,"fail_mode":"error"} """);
        await using var gateway = await GatewayDocument.To(backend, guard).StartAsync();

        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Call.Chat("any", text).SendAsync(gateway)));
        var harmless = await Call.Chat("any", "-").SendAsync(gateway);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 200, 400 }));
        Assert.Equal(200, harmless.Status);
    }
}
