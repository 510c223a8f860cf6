namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>What a file of APISIX may say and no stack does.</summary>
public sealed class DocumentTests(DocumentTests.Fixture gateway) : IClassFixture<DocumentTests.Fixture>
{
    private static readonly Dictionary<string, (Call Call, Outcome Outcome)> s_rows = new()
    {
        ["any origin, forcefully"] = (Call.Chat("forceful", "hello").With("Origin: https://a.example.com"),
            Outcome.Passed().Says("Access-Control-Allow-Origin", "https://a.example.com").Says("Vary", "Origin").Says("Access-Control-Allow-Methods", "GET,POST,PUT,DELETE,PATCH,HEAD,OPTIONS,CONNECT,TRACE").Says("Access-Control-Expose-Headers", "X-A,X-B")),
        ["any origin, forcefully, without one"] = (Call.Chat("forceful", "hello"), Outcome.Passed().Says("Access-Control-Allow-Origin", "*").Lacks("Vary")),
        ["an address on the black list"] = (Call.Chat("blocked", "hello"), Outcome.Refused(404, """{"message":"nothing here"}""" + "\n")),
        ["a limit without words"] = (Call.Chat("wordless", "hello"), Outcome.Refused(503, "").Lacks("Content-Type")),
        ["a consumer on the black list"] = (Call.Chat("unwanted", "hello").With("apikey: team-key"), Outcome.Refuses(403, "The consumer_name is forbidden.")),
        ["a consumer that is not on the black list"] = (Call.Chat("unwanted", "hello").With("apikey: web-key"), Outcome.Passed()),
        ["a key in a header of another name stays in it"] = (Call.Chat("named", "hello").With("X-Key: team-key"), Outcome.Passed().Sent("X-Key", "team-key").Sent("X-Consumer-Username", "team")),
        ["a key in a query of another name"] = (Call.Post("named", "/v1/chat/completions?k=team-key", """{"messages":[]}"""), Outcome.Passed().Sent("X-Consumer-Username", "team")),
        ["a realm"] = (Call.Chat("named", "hello"), Outcome.Refuses(401, "Missing API key in request").Says("WWW-Authenticate", "apikey realm=\"models\"")),
        ["an endpoint with a path takes every protocol"] = (Call.Post("whole", "/v1/embeddings", """{"input":"x"}"""), Outcome.Passed().SentTo("/api/all?version=1")),
        ["a host for all below another"] = (new Call("POST", "a.b.wild.localhost", "/v1/chat/completions") { Body = """{"messages":[]}""" }, Outcome.Passed()),
        ["the domain itself is not below it"] = (Call.Chat("wild", "hello"), Outcome.Refused(404)),
        ["headers that are set"] = (Call.Chat("rewritten", "hello").With("X-Old: 1", "X-New: 1"), Outcome.Passed().Sent("X-New", "2").NotSent("X-Old")),
    };

    public static TheoryData<string> Names => [.. s_rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_OfTheTable_HasItsOutcome(string row)
    {
        var (call, outcome) = s_rows[row];

        var (answer, received) = await gateway.SendAsync(call);

        outcome.Check(answer, received);
    }

    /// <summary>One gateway for all rows.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private FakeBackend? _backend;
        private RunningGateway? _gateway;

        public async ValueTask InitializeAsync()
        {
            _backend = await ScriptedBackend.StartAsync();
            var document = new GatewayDocument()
                .Route("forceful", "forceful.localhost", Plugins(""" "cors":{"allow_origins":"**","allow_methods":"**","allow_headers":"**","expose_headers":"X-A,X-B","max_age":1} """))
                .Route("blocked", "blocked.localhost", Plugins(""" "ip-restriction":{"blacklist":["127.0.0.1","::1"],"message":"nothing here","response_code":404} """))
                .Route("wordless", "wordless.localhost", Plugins(""" "limit-count":{"count":1,"time_window":3600} """))
                .Route("unwanted", "unwanted.localhost", Plugins(""" "key-auth":{},"consumer-restriction":{"blacklist":["team"]} """))
                .Route("named", "named.localhost", Plugins(""" "key-auth":{"header":"X-Key","query":"k","realm":"models"} """))
                .Route("whole", "whole.localhost", Plugins("").Replace(_backend.Url, $"{_backend.Url}/api/all?version=1", StringComparison.Ordinal))
                .Route("wild", "*.wild.localhost", Plugins(""))
                .Route("rewritten", "rewritten.localhost", Plugins(""" "proxy-rewrite":{"headers":{"set":{"X-New":"2"},"remove":["X-Old"]}} """))
                .Consumer("team", "team-key")
                .Consumer("web", "web-key");
            _gateway = await document.StartAsync("--log-level", "warning");
            // The one request that the limit lets through.
            Assert.Equal(200, (await Call.Chat("wordless", "hello").SendAsync(_gateway)).Status);

            string Plugins(string more) => GatewayDocument.Plugins(_backend, more);
        }

        public async ValueTask DisposeAsync()
        {
            await (_gateway?.DisposeAsync() ?? default);
            await (_backend?.DisposeAsync() ?? default);
        }

        internal async Task<(CallAnswer Answer, IReadOnlyList<ReceivedRequest> Received)> SendAsync(Call call)
        {
            _backend!.Received.Clear();
            var answer = await call.SendAsync(_gateway!);
            return (answer, [.. _backend.Received]);
        }
    }
}
