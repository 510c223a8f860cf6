using System.Text.Json;

namespace AiStack.Bench.Gateway;

/// <summary>A file of routes, as a standalone APISIX reads it, with every policy on.</summary>
internal static class PolicyFile
{
    private const int Consumers = 1000;
    private const string Bearer = """return function(_, ctx) -- moves the bearer value of "authorization" to "apikey" """;

    /// <summary>A consumer's key.</summary>
    public static string KeyOf(int consumer) => $"sk-bench-{consumer:0000}-4f1c2a9be07d";

    /// <summary>The file's text.</summary>
    /// <param name="backend">Port of the model server.</param>
    public static string Text(int backend)
    {
        var names = Enumerable.Range(0, Consumers).Select(consumer => $"team_{consumer:0000}").ToArray();
        var plugins = new Dictionary<string, object>
        {
            ["cors"] = new { allow_origins = "*", allow_methods = "*", allow_headers = "**", max_age = 3600 },
            ["ip-restriction"] = new { whitelist = (string[])["10.0.0.0/8", "192.168.0.0/16", "127.0.0.0/8"] },
            ["key-auth"] = new { header = "apikey", hide_credentials = true, _meta = new { pre_function = Bearer } },
            ["consumer-restriction"] = new { whitelist = names },
            ["limit-count"] = new { count = 100_000_000, time_window = 60, key_type = "var", key = "consumer_name", group = "bench", rejected_code = 429, rejected_msg = "Request limit exceeded.", policy = "local" },
            ["ai-prompt-decorator"] = new { prepend = (object[])[new { role = "system", content = "Be brief." }] },
            ["ai-prompt-guard"] = new { deny_patterns = s_denied, match_all_roles = true, match_all_conversation_history = true, fail_mode = "error" },
            ["proxy-rewrite"] = new { headers = new { remove = (string[])["authorization", "cookie"] } },
            ["ai-proxy"] = new
            {
                provider = "openai-compatible",
                auth = new { header = new { } },
                options = new { model = "Qwen/Qwen2-1.5B-Instruct" },
                @override = new { endpoint = $"http://127.0.0.1:{backend}" },
                timeout = 60_000,
            },
            ["ai-rate-limiting"] = new
            {
                rules = (object[])[new { count = 1_000_000_000, time_window = 3600, key = "$consumer_name" }],
                limit_strategy = "total_tokens",
                rejected_code = 429,
                rejected_msg = "Token limit exceeded.",
                policy = "local",
            },
        };

        return JsonSerializer.Serialize(new
        {
            routes = (object[])[new { id = "chat", name = "chat", uris = (string[])["/v1/*"], plugins }],
            consumers = names.Select((name, consumer) => new { username = name, plugins = new Dictionary<string, object> { ["key-auth"] = new { key = KeyOf(consumer) } } }),
            global_rules = (object[])[new { id = "prometheus", plugins = new { prometheus = new { prefer_name = true } } }],
        });
    }

    // What teams write: secrets and injections, in the subset that APISIX' engine and ours share.
    private static readonly string[] s_denied =
    [
        @"(?i)ignore (all )?(previous|prior) instructions",
        @"\b\d{3}-\d{2}-\d{4}\b",
        @"\b4[0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}\b",
        @"(?i)\b(password|passwd|api[_-]?key)\s*[:=]",
        @"AKIA[0-9A-Z]{16}",
    ];
}
