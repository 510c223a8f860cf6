using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>Bodies of any kind, over the program with every policy that looks into them.</summary>
public sealed class BodyProperties(BodyProperties.Fixture gateway) : IClassFixture<BodyProperties.Fixture>
{
    private const string Before = """{"role":"system","content":"a"}""";
    private const string Behind = """{"role":"user","content":"b"}""";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);
    private static readonly string[] s_paths = ["/v1/chat/completions", "/v1/embeddings", "/v1/responses", "/v1/messages", "/v1/completions"];

    private static readonly Gen<string> s_text = Gen.Elements("", "hello", "secret", "ä😀", "\\u0073ecret", "\\ud83d\\ude00", "\\ud83d", "]}[{", "\\\"", "\\n", new string('x', 5000));

    private static readonly Gen<string> s_scalar = Gen.OneOf(s_text.Select(text => $"\"{text}\""), Gen.Elements("0", "-0.5e+10", "1E400", "12345678901234567890.10", "true", "false", "null"));

    private static readonly Gen<string> s_name = Gen.Elements("messages", "model", "stream", "stream_options", "input", "instructions", "system", "role", "content", "text", "type", "output", "tools", "a", "", "m\\u006fdel", "\\u006dessages");

    private static readonly Gen<string> s_json = Object(3);

    private static readonly Gen<byte[]> s_bytes = Gen.Frequency(
        (3, s_json.Select(Encoding.UTF8.GetBytes)),
        (2, from json in s_json from seed in Gen.Choose(0, int.MaxValue) select Mutate(Encoding.UTF8.GetBytes(json), new Random(seed))),
        (1, Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()),
        (1, Gen.Elements("", "{", "[[[[", "{\"a\":", "\uFEFF", "\uFEFF{}", "null", "0", "{\"messages\":[{\"content\":" + new string('[', 2000)).Select(Encoding.UTF8.GetBytes)));

    [Fact]
    public void Body_OfAnyBytes_IsAnsweredAndNeverAFailureOfTheGateway() =>
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithReplay(7UL, 11UL).WithMaxTest(600), Prop.ForAll(s_bytes.ToArbitrary(), Gen.Elements(s_paths).ToArbitrary(), async (body, path) =>
        {
            var (status, received) = await gateway.SendAsync(path, body).WaitAsync(s_limit);

            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{(int)status} for {path} with {Encoding.UTF8.GetString(body)}");
            Assert.Equal(status == HttpStatusCode.OK, received is not null);
        }));

    [Fact]
    public void Body_OfAnyChat_ArrivesWithTheDecorationAndElseAsItWas() =>
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithReplay(7UL, 11UL).WithMaxTest(300), Prop.ForAll(Chats().ToArbitrary(), async chat =>
        {
            var (status, received) = await gateway.SendAsync("/v1/chat/completions", Encoding.UTF8.GetBytes(chat)).WaitAsync(s_limit);

            Assert.True(status == HttpStatusCode.OK, $"{(int)status} for {chat}");
            var expected = JsonNode.Parse(chat)!.AsObject();
            expected["messages"] = new JsonArray([JsonNode.Parse(Before), .. expected["messages"]!.AsArray().Select(message => message?.DeepClone()), JsonNode.Parse(Behind)]);
            expected["model"] = "org/forced";
            if (expected["stream"] is JsonValue stream && stream.GetValueKind() == JsonValueKind.True)
            {
                expected["stream_options"] = new JsonObject { ["include_usage"] = true };
            }

            // Numbers are compared as they are written: they go through no parser.
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(received!.Body)), $"{chat}\nbecame\n{Encoding.UTF8.GetString(received.Body)}");
            Assert.All(Numbers(chat), number => Assert.Contains(number, Encoding.UTF8.GetString(received.Body), StringComparison.Ordinal));
        }));

    // Chats that no policy refuses and no reader takes for two things: every name once, no half characters.
    private static Gen<string> Chats() =>
        from messages in Gen.Elements("""{"role":"user","content":"hello"}""", """ { "role":"user","content":[{"type":"text","text":"ä\ud83d\ude00 ]}[{"}] }""", """{"role":"tool","tool_call_id":"1","content":"5"}""", "null", "7").ListOf()
        from names in Gen.SubListOf("a", "temperature", "stream", "stream_options", "tools", "model", "mes\\u0073ages2", "", "input")
        from values in Gen.ArrayOf(Gen.Elements("0", "-0.5e+10", "12345678901234567890.10", "true", "false", "null", "\"\\u00e9\\/\"", "[ 1 , {\"messages\":[]} ]", "{\"model\":\"x\"}"), 9)
        from at in Gen.Choose(0, 9)
        from space in Gen.Elements("", " ", "\r\n\t")
        let entries = names.Select((name, i) => $"\"{name}\"{space}:{space}{values[i]}{space}").ToList()
        let place = Math.Min(at, entries.Count)
        select $"{space}{{{space}{string.Join($",{space}", [.. entries.Take(place), $"\"messages\":{space}[{space}{string.Join(",", messages)}{space}]", .. entries.Skip(place)])}}}{space}";

    private static IEnumerable<string> Numbers(string chat) => new[] { "12345678901234567890.10", "-0.5e+10" }.Where(number => chat.Contains($"\"a\":{number}", StringComparison.Ordinal));

    private static Gen<string> Value(int depth) => depth == 0 ? s_scalar : Gen.Frequency(
        (3, s_scalar),
        (1, Value(depth - 1).ListOf(2).Select(items => $"[{string.Join(" ,", items)}]")),
        (1, Object(depth - 1)));

    private static Gen<string> Object(int depth) =>
        from count in Gen.Choose(0, 4)
        from entries in (from name in s_name from value in Value(depth) select $"\"{name}\": {value}").ListOf(count)
        select $"{{{string.Join(",", entries)}}}";

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        for (var i = random.Next(1, 4); i > 0 && bytes.Length > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"{}[]\",:\\ue\0 "[random.Next(12)];
        }

        return bytes;
    }

    /// <summary>One gateway for all bodies.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private FakeBackend? _backend;
        private RunningGateway? _gateway;

        public async ValueTask InitializeAsync()
        {
            _backend = await ScriptedBackend.StartAsync();
            var document = GatewayDocument.To(_backend, string.Create(CultureInfo.InvariantCulture, $$"""
                "ai-prompt-decorator":{"prepend":[{{Before}}],"append":[{{Behind}}]},
                "ai-prompt-guard":{"deny_patterns":["secret"],"match_all_roles":true,"match_all_conversation_history":true,"fail_mode":"error"},
                "ai-rate-limiting":{"limit":100000000,"time_window":3600}
                """)).ToJson();
            document["routes"]![0]!["plugins"]!["ai-proxy"]!["options"] = new JsonObject { ["model"] = "org/forced" };
            _gateway = await RunningGateway.StartAsync(document.ToJsonString(), "apisix.json", null, "--log-prompts");
        }

        public async ValueTask DisposeAsync()
        {
            await (_gateway?.DisposeAsync() ?? default);
            await (_backend?.DisposeAsync() ?? default);
        }

        internal async Task<(HttpStatusCode Status, ReceivedRequest? Received)> SendAsync(string path, byte[] body)
        {
            _backend!.Received.Clear();
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            using var answer = await _gateway!.Client.PostAsync(path, content);
            return (answer.StatusCode, _backend.Received.TryDequeue(out var received) ? received : null);
        }
    }
}
