namespace AiStack.Gateway.Tests.AiGateway;

/// <summary>Requests and what has to become of them, whoever makes the gateway: rows of <see cref="PolicyTableTests"/>.</summary>
internal static class PolicyTable
{
    private const string Hello = """[{"role":"user","content":"hello"}]""";
    private const string Prohibited = "Request contains prohibited content";
    private const string NotAllowed = "Request doesn't match allow patterns";
    private const string Missing = "Missing API key in request";
    private const string Invalid = "Invalid API key in request";
    private const string AddressRefused = "Your IP address is not allowed";

    /// <summary>The stack that the gateway's file is translated from. Routes are told apart by their subdomains.</summary>
    public const string Stack = """
        components:
          vllm: { kind: vllm, models: { chat: { model_path: org/chat, model_type: chat }, embed: { model_path: org/embed, model_type: embedding, vector_size: 8 } } }
          dead: { kind: vllm, namespace: dead, models: { gone: { model_path: org/gone, model_type: chat } } }
          openai: { kind: external-ai, ai_provider: openai, ai_endpoint: "https://provider.invalid", ai_provider_api_key: { secret: openai-key } }
          gpt: { kind: external-ai, ai_provider: openai, ai_endpoint: "https://provider.invalid", model: gpt-5, ai_provider_api_key: { secret: openai-key } }
          claude: { kind: external-ai, ai_provider: anthropic, ai_endpoint: "https://provider.invalid", ai_provider_api_key: { secret: claude-key } }
          azure: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://provider.invalid", ai_provider_api_key: { secret: azure-key } }
          azure-gpt: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://provider.invalid", model: gpt-5, ai_provider_api_key: { secret: azure-key } }
          apisix:
            kind: apisix
            external_traffic: true
            ai_gateways:
              open: {}
              keyed: { api_keys: { team: { secret: team-key }, web: { secret: web-key } } }
              other: { api_key: { secret: other-key } }
              page: { cors: true, api_key: { secret: page-key } }
              pages: { cors: { allow_origins: ["https://a.example.com", "http://localhost:3000"], allow_methods: [POST, GET], allow_headers: [Content-Type, Authorization], max_age: 1h } }
              near: { ip_whitelist: [127.0.0.0/8] }
              near6: { ip_whitelist: ["::1"] }
              foreign: { ip_whitelist: [10.0.0.0/8, "2001:db8::/32"], cors: true }
              guarded: {}
              admitted: {}
              judged: {}
              told: {}
              framed: {}
              hasty: { apisix_timeout: 1s }
        links:
          - { from: apisix/open, to: vllm/chat, subdomain: open }
          - { from: apisix/open, to: vllm/embed, subdomain: embed }
          - { from: apisix/open, to: dead/gone, subdomain: gone }
          - { from: apisix/open, to: openai }
          - { from: apisix/open, to: gpt }
          - { from: apisix/open, to: claude }
          - { from: apisix/open, to: azure }
          - { from: apisix/open, to: azure-gpt }
          - { from: apisix/keyed, to: vllm/chat, subdomain: keyed }
          - { from: apisix/other, to: vllm/chat, subdomain: other }
          - { from: apisix/page, to: vllm/chat, subdomain: page }
          - { from: apisix/pages, to: vllm/chat, subdomain: pages }
          - { from: apisix/near, to: vllm/chat, subdomain: near }
          - { from: apisix/near6, to: vllm/chat, subdomain: near6 }
          - { from: apisix/foreign, to: vllm/chat, subdomain: foreign }
          - { from: apisix/guarded, to: vllm/chat, subdomain: guarded, deny_patterns: ["(?i)secret", '\bpassword\b', "café", 'card:\s*[0-9]{4}', "one two", "😀+"] }
          - { from: apisix/admitted, to: vllm/chat, subdomain: admitted, allow_patterns: ['(?i)\binvoice\b', "^order"], deny_patterns: ["refund"] }
          - { from: apisix/judged, to: vllm/chat, subdomain: judged, prompt_decorator: { role: system, content: "Be polite" }, deny_patterns: ["polite hello"] }
          - { from: apisix/told, to: vllm/chat, subdomain: told, prompt_decorator: { role: system, content: "Say «ä😀\"\\»" } }
          - { from: apisix/framed, to: vllm/chat, subdomain: framed, prompt_decorator: { prepend: [{ role: system, content: a }, { role: user, content: b }], append: [{ role: assistant, content: c }, { role: user, content: d }] } }
          - { from: apisix/hasty, to: vllm/chat, subdomain: hasty }
        """;

    /// <summary>The rows by their names.</summary>
    public static IReadOnlyDictionary<string, (Call Call, Outcome Outcome)> Rows { get; } = Keys().Concat(Cors()).Concat(Addresses()).Concat(Guard()).Concat(Decorator()).Concat(Bodies())
        .Concat(Paths()).Concat(Backends()).Concat(Providers()).Concat(Smuggling()).ToDictionary(row => row.Name, row => (row.Call, row.Outcome));

    private static IEnumerable<(string Name, Call Call, Outcome Outcome)> Keys()
    {
        const string Consumer = "X-Consumer-Username";
        const string Team = "apisix_apisix-keyed-team";
        yield return ("key: none", Call.Chat("keyed", "hello"), Outcome.Refuses(401, Missing).Says("Content-Type", "application/json").Says("WWW-Authenticate", "apikey realm=\"key\""));
        yield return ("key: empty header", Call.Chat("keyed", "hello").With("apikey:"), Outcome.Refused(401));
        yield return ("key: wrong", Call.Chat("keyed", "hello").With("apikey: guess"), Outcome.Refuses(401, Invalid).Says("WWW-Authenticate", "apikey realm=\"key\""));
        yield return ("key: in other letters", Call.Chat("keyed", "hello").With("apikey: TEAM-KEY"), Outcome.Refuses(401, Invalid));
        yield return ("key: the beginning of one", Call.Chat("keyed", "hello").With("apikey: team-ke"), Outcome.Refuses(401, Invalid));
        yield return ("key: that of another gateway", Call.Chat("keyed", "hello").With("apikey: other-key"), Outcome.Refuses(403, "The consumer_name is forbidden."));
        yield return ("key: as apikey", Call.Chat("keyed", "hello").With("apikey: team-key"), Outcome.Passed().Sent(Consumer, Team).NotSent("apikey").Body(ScriptedBackend.Answer));
        yield return ("key: header name in capitals", Call.Chat("keyed", "hello").With("APIKEY: web-key"), Outcome.Passed().Sent(Consumer, "apisix_apisix-keyed-web").NotSent("apikey"));
        yield return ("key: of a gateway with one key", Call.Chat("other", "hello").With("apikey: other-key"), Outcome.Passed().Sent(Consumer, "apisix_apisix-other"));
        yield return ("key: as Bearer", Call.Chat("keyed", "hello").With("Authorization: Bearer team-key"), Outcome.Passed().Sent(Consumer, Team).NotSent("apikey", "Authorization"));
        yield return ("key: as bearer", Call.Chat("keyed", "hello").With("Authorization: bearer team-key"), Outcome.Passed().Sent(Consumer, Team));
        yield return ("key: as BEARER", Call.Chat("keyed", "hello").With("Authorization: BEARER team-key"), Outcome.Passed().Sent(Consumer, Team));
        yield return ("key: as Bearer, with several spaces", Call.Chat("keyed", "hello").With("Authorization: Bearer    team-key"), Outcome.Passed().Sent(Consumer, Team));
        yield return ("key: as Bearer, with tabs and spaces behind", Call.RawChat("keyed", "Authorization: Bearer \t team-key \t "), Outcome.Passed().Sent(Consumer, Team));
        yield return ("key: Bearer alone", Call.Chat("keyed", "hello").With("Authorization: Bearer"), Outcome.Refuses(401, Missing));
        yield return ("key: Bearer without a space", Call.Chat("keyed", "hello").With("Authorization: Bearerteam-key"), Outcome.Refuses(401, Missing));
        yield return ("key: Bearer with two words", Call.Chat("keyed", "hello").With("Authorization: Bearer team-key more"), Outcome.Refuses(401, Missing));
        yield return ("key: without a scheme", Call.Chat("keyed", "hello").With("Authorization: team-key"), Outcome.Refuses(401, Missing));
        yield return ("key: of another scheme", Call.Chat("keyed", "hello").With("Authorization: Basic team-key"), Outcome.Refuses(401, Missing));
        yield return ("key: wrong as Bearer", Call.Chat("keyed", "hello").With("Authorization: Bearer guess"), Outcome.Refuses(401, Invalid));
        yield return ("key: right apikey, wrong Bearer", Call.Chat("keyed", "hello").With("apikey: team-key", "Authorization: Bearer guess"), Outcome.Passed().Sent(Consumer, Team).NotSent("apikey", "Authorization"));
        yield return ("key: wrong apikey, right Bearer", Call.Chat("keyed", "hello").With("apikey: guess", "Authorization: Bearer team-key"), Outcome.Refuses(401, Invalid));
        yield return ("key: in the query", Call.Get("keyed", "/v1/models?limit=5&apikey=team-key"), Outcome.Passed().SentTo("/v1/models?limit=5").Sent(Consumer, Team));
        yield return ("key: in the query of a chat", Call.Post("keyed", "/v1/chat/completions?apikey=web-key", $$"""{"messages":{{Hello}}}"""), Outcome.Passed().SentTo("/v1/chat/completions").Sent(Consumer, "apisix_apisix-keyed-web"));
        yield return ("key: wrong in the query", Call.Get("keyed", "/v1/models?apikey=guess"), Outcome.Refuses(401, Invalid));
        yield return ("key: wrong header, right query", Call.Get("keyed", "/v1/models?apikey=team-key").With("apikey: guess"), Outcome.Refuses(401, Invalid));
        yield return ("key: twice in the header, the first is wrong", Call.RawChat("keyed", "apikey: guess", "apikey: team-key"), Outcome.Refuses(401, Invalid));
        yield return ("key: the consumer's name is not the caller's to say", Call.Chat("keyed", "hello").With("apikey: team-key", $"{Consumer}: apisix_apisix-other", "X-Credential-Identifier: admin"), Outcome.Passed().Sent(Consumer, Team).NotSent("X-Credential-Identifier"));
        yield return ("key: the list of models wants one too", Call.Get("keyed", "/v1/models"), Outcome.Refuses(401, Missing));
        yield return ("key: the list of models inside the cluster wants one too", Call.Get("anything", "/keyed/chat/v1/models"), Outcome.Refuses(401, Missing));
        yield return ("key: is asked for before the body is looked at", Call.Post("keyed", "/v1/chat/completions", "no JSON"), Outcome.Refuses(401, Missing));
        yield return ("key: cookies and the caller's authorization stay here", Call.Chat("open", "hello").With("Authorization: Bearer callers", "Cookie: session=1"), Outcome.Passed().NotSent("Authorization", "Cookie"));
    }

    private static IEnumerable<(string Name, Call Call, Outcome Outcome)> Cors()
    {
        const string Origin = "Access-Control-Allow-Origin";
        const string Methods = "Access-Control-Allow-Methods";
        const string Allowed = "Access-Control-Allow-Headers";
        const string Page = "Origin: https://a.example.com";
        yield return ("cors: preflight needs no key", new Call("OPTIONS", "page.localhost", "/v1/chat/completions").With(Page, "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: authorization,content-type"),
            Outcome.Refused(200, "").Says(Origin, "*").Says(Methods, "*").Says(Allowed, "authorization,content-type").Says("Access-Control-Max-Age", "5"));
        yield return ("cors: preflight of the list of models", new Call("OPTIONS", "page.localhost", "/v1/models").With(Page, "Access-Control-Request-Method: GET"), Outcome.Refused(200, "").Says(Origin, "*"));
        yield return ("cors: answer", Call.Chat("page", "hello").With(Page, "apikey: page-key"), Outcome.Passed().Says(Origin, "*").Lacks("Vary", "Access-Control-Allow-Credentials"));
        yield return ("cors: answer without an origin", Call.Chat("page", "hello").With("apikey: page-key"), Outcome.Passed().Says(Origin, "*"));
        yield return ("cors: a refusal has it too", Call.Chat("page", "hello").With(Page), Outcome.Refuses(401, Missing).Says(Origin, "*"));
        yield return ("cors: a refused address has it too", Call.Chat("foreign", "hello").With(Page), Outcome.Refuses(403, AddressRefused).Says(Origin, "*"));
        yield return ("cors: an origin of the list", Call.Chat("pages", "hello").With(Page), Outcome.Passed().Says(Origin, "https://a.example.com").Says("Vary", "Origin").Says(Methods, "POST,GET").Says(Allowed, "Content-Type,Authorization").Says("Access-Control-Max-Age", "3600"));
        yield return ("cors: another origin of the list", Call.Chat("pages", "hello").With("Origin: http://localhost:3000"), Outcome.Passed().Says(Origin, "http://localhost:3000"));
        yield return ("cors: an origin that is not in the list", Call.Chat("pages", "hello").With("Origin: https://b.example.com"), Outcome.Passed().Lacks(Origin, Methods, Allowed));
        yield return ("cors: the end of one of the list", Call.Chat("pages", "hello").With("Origin: https://evil.a.example.com"), Outcome.Passed().Lacks(Origin));
        yield return ("cors: two of the list at once", Call.Chat("pages", "hello").With("Origin: https://a.example.com,http://localhost:3000"), Outcome.Passed().Lacks(Origin));
        yield return ("cors: null is not in the list", Call.Chat("pages", "hello").With("Origin: null"), Outcome.Passed().Lacks(Origin));
        yield return ("cors: preflight of an origin that is not in the list", new Call("OPTIONS", "pages.localhost", "/v1/chat/completions").With("Origin: https://b.example.com"), Outcome.Refused(200, "").Lacks(Origin, Methods));
        yield return ("cors: the backend's own headers do not count", Call.Chat("pages", "hello").With(Page).Script("headers"), Outcome.Passed().Says(Origin, "https://a.example.com").Lacks("Access-Control-Allow-Credentials"));
        yield return ("cors: a gateway without it says nothing", Call.Chat("open", "hello").With(Page).Script("headers"), Outcome.Passed().Lacks(Origin, Methods, Allowed));
        yield return ("cors: a gateway without it passes no preflight on", new Call("OPTIONS", "open.localhost", "/v1/chat/completions").With(Page), Outcome.Refused(400));
        yield return ("cors: a failed backend has it too", Call.Chat("pages", "hello").With(Page).Script("cut"), Outcome.Failed(500).Says(Origin, "https://a.example.com"));
    }

    private static IEnumerable<(string Name, Call Call, Outcome Outcome)> Addresses()
    {
        yield return ("address: in a range of the list", Call.Chat("near", "hello"), Outcome.Passed());
        yield return ("address: in no range", Call.Chat("foreign", "hello"), Outcome.Refuses(403, AddressRefused));
        yield return ("address: said by the caller", Call.Chat("foreign", "hello").With("X-Forwarded-For: 10.1.2.3", "X-Real-IP: 10.1.2.3", "Forwarded: for=10.1.2.3"), Outcome.Refuses(403, AddressRefused));
        yield return ("address: IPv6 in the list", Call.Chat("near6", "hello") with { Address = "[::1]" }, Outcome.Passed());
        yield return ("address: IPv6 that is not in the list", Call.Chat("near", "hello") with { Address = "[::1]" }, Outcome.Refuses(403, AddressRefused));
        yield return ("address: IPv4 where only IPv6 is in the list", Call.Chat("near6", "hello"), Outcome.Refuses(403, AddressRefused));
        yield return ("address: the list of models is closed too", Call.Get("foreign", "/v1/models"), Outcome.Refuses(403, AddressRefused));
    }

    private static IEnumerable<(string Name, Call Call, Outcome Outcome)> Guard()
    {
        yield return ("guard: harmless", Call.Chat("guarded", "hello"), Outcome.Passed());
        yield return ("guard: denied", Call.Chat("guarded", "a Secret!"), Outcome.Refuses(400, Prohibited).Says("Content-Type", "application/json"));
        yield return ("guard: denied whatever the letters", Call.Chat("guarded", "SeCrEt"), Outcome.Refuses(400, Prohibited));
        yield return ("guard: a letter that folds to one of the pattern", Call.Chat("guarded", "\u017Fecret"), Outcome.Refuses(400, Prohibited));
        yield return ("guard: other letters where the pattern does not say so", Call.Chat("guarded", "PASSWORD"), Outcome.Passed());
        yield return ("guard: inside another word", Call.Chat("guarded", "passwords"), Outcome.Passed());
        yield return ("guard: digits behind any white space", Call.Chat("guarded", "card:\\n\\t 1234"), Outcome.Refuses(400, Prohibited));
        yield return ("guard: other digits are none", Call.Chat("guarded", "card: ١٢٣٤"), Outcome.Passed());
        yield return ("guard: Unicode", Call.Chat("guarded", "un café"), Outcome.Refuses(400, Prohibited));
        yield return ("guard: Unicode in escapes", Call.Chat("guarded", "un caf\\u00e9"), Outcome.Refuses(400, Prohibited));
        yield return ("guard: beyond the first plane, in escapes", Call.Chat("guarded", "\\ud83d\\ude00"), Outcome.Refuses(400, Prohibited));
        yield return ("guard: letters in escapes", Call.Chat("guarded", "\\u0073\\u0065cret"), Outcome.Refuses(400, Prohibited));
        yield return ("guard: in the history", Call.Messages("guarded", """[{"role":"user","content":"my secret"},{"role":"assistant","content":"yes"},{"role":"user","content":"and now?"}]"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: in the system's message", Call.Messages("guarded", """[{"role":"system","content":"secret"},{"role":"user","content":"hello"}]"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: in the developer's message", Call.Messages("guarded", """[{"role":"developer","content":"secret"},{"role":"user","content":"hello"}]"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: in a tool's result", Call.Messages("guarded", """[{"role":"user","content":"hello"},{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"1","content":"secret"}]"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: a harmless tool's result is no empty 200", Call.Messages("guarded", """[{"role":"user","content":"hello"},{"role":"tool","tool_call_id":"1","content":"5 degrees"}]"""), Outcome.Passed().Body(ScriptedBackend.Answer));
        yield return ("guard: an assistant's beginning is no empty 200", Call.Messages("guarded", """[{"role":"user","content":"hello"},{"role":"assistant","content":"The answer is"}]"""), Outcome.Passed().Body(ScriptedBackend.Answer));
        yield return ("guard: no messages at all is no empty 200", Call.Messages("guarded", "[]"), Outcome.Passed().Body(ScriptedBackend.Answer));
        yield return ("guard: in a part", Call.Messages("guarded", """[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:,"}},{"type":"text","text":"secret"}]}]"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: in a part whose text comes first", Call.Messages("guarded", """[{"content":[{"text":"secret","type":"text"}],"role":"user"}]"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: between two parts", Call.Messages("guarded", """[{"role":"user","content":[{"type":"text","text":"one"},{"type":"text","text":"two"}]}]"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: what is no text of a message", Call.Messages("guarded", """[{"role":"user","name":"secret","content":"hello"}]"""), Outcome.Passed());
        yield return ("guard: messages twice, the first is denied", Call.Post("guarded", "/v1/chat/completions", $$"""{"messages":[{"role":"user","content":"secret"}],"messages":{{Hello}}}"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: messages twice, the second is denied", Call.Post("guarded", "/v1/chat/completions", $$"""{"messages":{{Hello}},"messages":[{"role":"user","content":"secret"}]}"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: content twice", Call.Messages("guarded", """[{"role":"user","content":"secret","content":"hello"}]"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: messages as list and as text", Call.Post("guarded", "/v1/chat/completions", $$"""{"messages":"secret","messages":{{Hello}}}"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: the property's name in escapes", Call.Post("guarded", "/v1/chat/completions", """{"\u006dessages":[{"role":"user","content":"secret"}]}"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: the name of content in escapes", Call.Messages("guarded", """[{"role":"user","c\u006fntent":"secret"}]"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: half a character", Call.Chat("guarded", "\\ud83d"), Outcome.Refused(400));
        yield return ("guard: messages that are no list", Call.Post("guarded", "/v1/chat/completions", """{"messages":{"role":"user","content":"secret"}}"""), Outcome.Refused(400));
        yield return ("guard: a body without messages", Call.Post("guarded", "/v1/chat/completions", """{"model":"any"}"""), Outcome.Refused(400));
        yield return ("guard: messages that are null", Call.Post("guarded", "/v1/chat/completions", """{"messages":null}"""), Outcome.Refused(400));
        yield return ("guard: the older API has a prompt that is not seen", Call.Post("guarded", "/v1/completions", """{"prompt":"secret"}"""), Outcome.Refused(400));
        yield return ("guard: embeddings", Call.Post("guarded", "/v1/embeddings", """{"input":["hello","secret"]}"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: harmless embeddings are no empty 200", Call.Post("guarded", "/v1/embeddings", """{"input":["hello"]}"""), Outcome.Passed().SentTo("/v1/embeddings"));
        yield return ("guard: tokens in place of a text", Call.Post("guarded", "/v1/embeddings", """{"input":[1,2,3]}"""), Outcome.Passed());
        yield return ("guard: a response's input", Call.Post("guarded", "/v1/responses", """{"input":"secret"}"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: a response's instructions", Call.Post("guarded", "/v1/responses", """{"instructions":"secret","input":"hello"}"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: a response's items", Call.Post("guarded", "/v1/responses", """{"input":[{"role":"user","content":[{"type":"input_text","text":"secret"}]}]}"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: a response's tool result", Call.Post("guarded", "/v1/responses", """{"input":[{"type":"function_call_output","call_id":"1","output":"secret"}]}"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: a harmless response", Call.Post("guarded", "/v1/responses", """{"instructions":"be brief","input":"hello"}"""), Outcome.Passed().SentTo("/v1/responses"));
        yield return ("guard: messages of Anthropic's API, and their system", Call.Post("guarded", "/v1/messages", $$"""{"system":"secret","messages":{{Hello}}}"""), Outcome.Refuses(400, Prohibited));
        yield return ("guard: allowed", Call.Chat("admitted", "my Invoice, please"), Outcome.Passed());
        yield return ("guard: allowed by the second pattern", Call.Chat("admitted", "order 7"), Outcome.Passed());
        yield return ("guard: allowed only at the beginning", Call.Chat("admitted", "my order"), Outcome.Refuses(400, NotAllowed));
        yield return ("guard: not allowed", Call.Chat("admitted", "hello"), Outcome.Refuses(400, NotAllowed));
        yield return ("guard: allowed and denied", Call.Chat("admitted", "invoice and refund"), Outcome.Refuses(400, Prohibited));
        yield return ("guard: nothing is not what is allowed", Call.Messages("admitted", "[]"), Outcome.Refuses(400, NotAllowed));
        yield return ("guard: sees what the decorator added", Call.Chat("judged", "hello"), Outcome.Refuses(400, Prohibited));
        yield return ("guard: what the decorator added is harmless", Call.Chat("judged", "good day"), Outcome.Passed());
        yield return ("guard: the list of models has no prompt", Call.Get("guarded", "/v1/models"), Outcome.Passed().SentTo("/v1/models"));
        yield return ("guard: of a route inside the cluster", Call.Post("anything", "/guarded/chat/v1/chat/completions", """{"messages":[{"role":"user","content":"secret"}]}"""), Outcome.Refuses(400, Prohibited));
    }

    private static IEnumerable<(string Name, Call Call, Outcome Outcome)> Decorator()
    {
        const string System = """{"role":"system","content":"Say «ä\uD83D\uDE00\"\\»"}""";
        const string Before = """{"role":"system","content":"a"},{"role":"user","content":"b"}""";
        const string Behind = """{"role":"assistant","content":"c"},{"role":"user","content":"d"}""";
        yield return ("decorator: before the caller's", Call.Chat("told", "hello"), Outcome.Passed().SentBody($$"""{"model":"org/chat","messages":[{{System}},{"role":"user","content":"hello"}]}"""));
        yield return ("decorator: before and behind", Call.Chat("framed", "hello"), Outcome.Passed().SentBody($$"""{"model":"org/chat","messages":[{{Before}},{"role":"user","content":"hello"},{{Behind}}]}"""));
        yield return ("decorator: before the caller's own system message", Call.Messages("told", """[{"role":"system","content":"x"}]"""), Outcome.Passed().SentBody($$"""{"model":"org/chat","messages":[{{System}},{"role":"system","content":"x"}]}"""));
        yield return ("decorator: around no messages", Call.Messages("framed", "[ ]"), Outcome.Passed().SentBody($$"""{"model":"org/chat","messages":[{{Before}},{{Behind}}]}"""));
        yield return ("decorator: around messages with brackets in them", Call.Messages("framed", """ [ {"role":"user","content":"]}[{"} ] """), Outcome.Passed().SentBody($$"""{"model":"org/chat","messages":[{{Before}},{"role":"user","content":"]}[{"},{{Behind}}]}"""));
        yield return ("decorator: messages twice", Call.Post("told", "/v1/chat/completions", $$"""{"messages":[{"role":"user","content":"first"}],"messages":{{Hello}}}"""),
            Outcome.Passed().SentText($$"""{"messages":[{{System}},{"role":"user","content":"hello"}],"messages":[{{System}},{"role":"user","content":"hello"}],"model":"org/chat"}"""));
        yield return ("decorator: a response's instructions", Call.Post("framed", "/v1/responses", """{"instructions":"x","input":"hello"}"""), Outcome.Passed().SentBody("""{"model":"org/chat","instructions":"a\nb\nx","input":"hello\nc\nd"}"""));
        yield return ("decorator: a response without instructions", Call.Post("framed", "/v1/responses", """{"input":[{"role":"user","content":"hello"}]}"""),
            Outcome.Passed().SentBody("""{"model":"org/chat","instructions":"a\nb","input":[{"role":"user","content":"hello"},{"type":"message","role":"user","content":"c\nd"}]}"""));
        yield return ("decorator: embeddings stay as they are", Call.Post("framed", "/v1/embeddings", """{"input":"hello"}"""), Outcome.Passed().SentBody("""{"model":"org/chat","input":"hello"}"""));
        yield return ("decorator: a path that it does not know is not answered", Call.Post("framed", "/v1/completions", """{"prompt":"hello"}"""), Outcome.Refused(404));
        yield return ("decorator: not JSON", Call.Post("framed", "/v1/chat/completions", "hello"), Outcome.Refused(400));
        yield return ("decorator: an empty body", Call.Post("framed", "/v1/chat/completions", ""), Outcome.Refuses(400, "could not get body: request body is empty"));
        yield return ("decorator: half a character in a response", Call.Post("framed", "/v1/responses", """{"input":"\ud800"}"""), Outcome.Refused(400));
    }

    private static IEnumerable<(string Name, Call Call, Outcome Outcome)> Bodies()
    {
        const string Chat = "/v1/chat/completions";
        yield return ("body: the model is the route's", Call.Chat("open", "hello"), Outcome.Passed().SentBody($$"""{"model":"org/chat","messages":{{Hello}}}"""));
        yield return ("body: no model", Call.Post("open", Chat, $$"""{"messages":{{Hello}}}"""), Outcome.Passed().SentBody($$"""{"model":"org/chat","messages":{{Hello}}}"""));
        yield return ("body: the model twice", Call.Post("open", Chat, """{"model":"a","messages":[],"model":"b"}"""), Outcome.Passed().SentText("""{"model":"org/chat","messages":[],"model":"org/chat"}"""));
        yield return ("body: the model's name in escapes", Call.Post("open", Chat, """{"m\u006fdel":"a","messages":[]}"""), Outcome.Passed().SentText("""{"model":"org/chat","messages":[]}"""));
        yield return ("body: everything else as it came", Call.Post("open", Chat, """{ "big":12345678901234567890.10, "t": 1E+2,"é":"\u00e9\/", "n":{"a":[ ]},"messages":[]}"""),
            Outcome.Passed().SentText("""{"big":12345678901234567890.10, "t": 1E+2,"é":"\u00e9\/", "n":{"a":[ ]},"messages":[],"model":"org/chat"}"""));
        yield return ("body: streams tell their tokens", Call.Post("open", Chat, """{"stream":true,"messages":[]}"""), Outcome.Passed().SentBody("""{"model":"org/chat","stream":true,"messages":[],"stream_options":{"include_usage":true}}"""));
        yield return ("body: streams tell their tokens whatever the caller says", Call.Post("open", Chat, """{"stream":true,"stream_options":{"include_usage":false},"messages":[]}"""), Outcome.Passed().SentBody("""{"model":"org/chat","stream":true,"messages":[],"stream_options":{"include_usage":true}}"""));
        yield return ("body: no stream", Call.Post("open", Chat, """{"stream":false,"messages":[]}"""), Outcome.Passed().SentBody("""{"model":"org/chat","stream":false,"messages":[]}"""));
        yield return ("body: streamed responses have no such option", Call.Post("open", "/v1/responses", """{"stream":true,"input":"hello"}"""), Outcome.Passed().SentBody("""{"model":"org/chat","stream":true,"input":"hello"}"""));
        yield return ("body: a byte order mark", Call.Post("open", Chat, "\uFEFF{\"messages\":[]}"), Outcome.Passed().SentBody("""{"model":"org/chat","messages":[]}"""));
        yield return ("body: deep", Call.Post("open", Chat, $$"""{"messages":[],"tools":{{new string('[', 500)}}{{new string(']', 500)}}}"""), Outcome.Passed());
        yield return ("body: of another type", Call.Chat("open", "hello") with { ContentType = "text/plain" }, Outcome.Refused(400, "unsupported content-type: text/plain, only application/json is supported").Says("Content-Type", "text/plain; charset=utf-8"));
        yield return ("body: a form", Call.Chat("open", "hello") with { ContentType = "multipart/form-data; boundary=x" }, Outcome.Refused(400));
        yield return ("body: with a character set", Call.Chat("open", "hello") with { ContentType = "application/json; charset=utf-8" }, Outcome.Passed().Sent("Content-Type", "application/json"));
        yield return ("body: without a type", Call.Chat("open", "hello") with { ContentType = null }, Outcome.Passed());
        yield return ("body: not JSON", Call.Post("open", Chat, "hello"), Outcome.Refused(400).BodyHas("could not parse JSON request body"));
        yield return ("body: a list", Call.Post("open", Chat, "[]"), Outcome.Refused(400));
        yield return ("body: JSON that ends too soon", Call.Post("open", Chat, """{"messages":["""), Outcome.Refused(400));
        yield return ("body: something behind the JSON", Call.Post("open", Chat, """{"messages":[]} {"messages":[]}"""), Outcome.Refused(400));
        yield return ("body: a comment", Call.Post("open", Chat, """{"messages":[]/* secret */}"""), Outcome.Refused(400));
        yield return ("body: broken UTF-8 outside of texts that count", Call.RawChat("open") with { Text = "POST /v1/chat/completions HTTP/1.1\r\nHost: open.localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n{\"messages\":[],\"x\":\"\xff\"}"[..^1] + "}" }, Outcome.Refused(400));
        yield return ("body: empty", Call.Post("open", Chat, ""), Outcome.Refuses(400, "could not get body: request body is empty"));
        yield return ("body: an empty object", Call.Post("open", Chat, "{}"), Outcome.Refused(400, "no matching AI protocol for the request"));
        yield return ("body: more than 64 MiB", Call.Raw("POST /v1/chat/completions HTTP/1.1", "Host: open.localhost", "Connection: close", "Content-Type: application/json", "Content-Length: 67108865", "", "{"), Outcome.Refused(413));
        yield return ("body: compressed", Call.RawChat("open", "Content-Encoding: gzip") with { Text = "POST /v1/chat/completions HTTP/1.1\r\nHost: open.localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\u008b\x08\x00" }, Outcome.Refused(400));
    }

    private static IEnumerable<(string Name, Call Call, Outcome Outcome)> Paths()
    {
        const string NoRoute = """{"error_msg":"404 Route Not Found"}""" + "\n";
        const string Chat = """{"messages":[]}""";
        yield return ("path: an unknown host", Call.Chat("nobody", "hello"), Outcome.Refused(404, NoRoute).Says("Content-Type", "application/json"));
        yield return ("path: an unknown path", Call.Post("open", "/v2/chat/completions", Chat), Outcome.Refused(404, NoRoute));
        yield return ("path: the root", Call.Get("open", "/"), Outcome.Refused(404, NoRoute));
        yield return ("path: the host of the cluster", new Call("POST", "open.example.com", "/v1/chat/completions") { Body = Chat }, Outcome.Passed());
        yield return ("path: the host in capitals, with a port", new Call("POST", "OPEN.LocalHost:9080", "/v1/chat/completions") { Body = Chat }, Outcome.Passed());
        yield return ("path: a host below a route's", new Call("POST", "a.open.localhost", "/v1/chat/completions") { Body = Chat }, Outcome.Refused(404));
        yield return ("path: inside the cluster, at any host", new Call("POST", "apisix.apisix.svc", "/open/chat/v1/chat/completions") { Body = Chat }, Outcome.Passed().SentTo("/v1/chat/completions"));
        yield return ("path: inside the cluster, of another gateway's model", new Call("POST", "apisix.apisix.svc", "/open/embed/v1/embeddings") { Body = """{"input":"x"}""" }, Outcome.Passed().SentTo("/v1/embeddings").SentBody("""{"model":"org/embed","input":"x"}"""));
        yield return ("path: embeddings", Call.Post("embed", "/v1/embeddings", """{"model":"any","input":["a","b"]}"""), Outcome.Passed().SentTo("/v1/embeddings").SentBody("""{"model":"org/embed","input":["a","b"]}"""));
        yield return ("path: the list of models", Call.Get("open", "/v1/models"), Outcome.Passed().SentTo("/v1/models").BodyHas("org/chat"));
        yield return ("path: the list of models inside the cluster", new Call("GET", "apisix.apisix.svc", "/open/chat/v1/models"), Outcome.Passed().SentTo("/v1/models"));
        yield return ("path: one model", Call.Get("open", "/v1/models/org%2Fchat"), Outcome.Passed().SentTo("/v1/models/org%2Fchat"));
        yield return ("path: a chat that is asked for with GET", Call.Get("open", "/v1/chat/completions"), Outcome.Refuses(400, "could not get body: request body is empty"));
        yield return ("path: a chat by its body, whatever the path", Call.Post("open", "/v1/anything", Chat), Outcome.Passed().SentTo("/v1/chat/completions"));
        yield return ("path: what is no known protocol goes on as it is", Call.Post("open", "/v1/rerank", """{"query":"a","documents":[]}"""), Outcome.Passed().SentTo("/v1/rerank"));
        yield return ("path: inside the cluster, without the route's beginning", Call.Post("any", "/open/chat/v1/rerank", """{"query":"a"}"""), Outcome.Passed().SentTo("/v1/rerank"));
        yield return ("path: the caller's query stays here", Call.Post("open", "/v1/chat/completions?api-version=1", Chat), Outcome.Passed().SentTo("/v1/chat/completions"));
        yield return ("path: letters in escapes", Call.Post("guarded", "/v1/respons%65s", """{"instructions":"secret","input":"hello"}"""), Outcome.Refuses(400, Prohibited));
        yield return ("path: dots lead nowhere", Call.Raw("POST /v1/../admin HTTP/1.1", "Host: open.localhost", "Connection: close", "Content-Length: 2", "", "{}"), Outcome.Refused(404));
        yield return ("path: dots in escapes lead nowhere", Call.Raw("POST /v1/%2e%2e/admin HTTP/1.1", "Host: open.localhost", "Connection: close", "Content-Length: 2", "", "{}"), Outcome.Refused(404));
        yield return ("path: PUT", new Call("PUT", "open.localhost", "/v1/chat/completions") { Body = Chat }, Outcome.Passed());
    }

    private static IEnumerable<(string Name, Call Call, Outcome Outcome)> Backends()
    {
        yield return ("backend: its answer as it is", Call.Chat("open", "hello"), Outcome.Passed().Body(ScriptedBackend.Answer).Says("Content-Type", "application/json"));
        yield return ("backend: of its headers only the type", Call.Chat("open", "hello").Script("headers"), Outcome.Passed().Lacks("Set-Cookie", "Server"));
        yield return ("backend: 429", Call.Chat("open", "hello").Script("status 429"), Outcome.Passed(429).Body("""{"error":{"message":"it is 429"}}"""));
        yield return ("backend: 500", Call.Chat("open", "hello").Script("status 500"), Outcome.Passed(500).Body("""{"error":{"message":"it is 500"}}"""));
        yield return ("backend: 404", Call.Chat("open", "hello").Script("status 404"), Outcome.Passed(404).Body("""{"error":{"message":"it is 404"}}"""));
        yield return ("backend: a redirection is not followed", Call.Chat("open", "hello").Script("status 307"), Outcome.Passed(307));
        yield return ("backend: refuses the connection", Call.Chat("gone", "hello"), Outcome.Failed(500));
        yield return ("backend: of a list of models refuses the connection", Call.Get("gone", "/v1/models"), Outcome.Failed(502));
        yield return ("backend: silent", Call.Chat("hasty", "hello").Script("silent"), Outcome.Failed(504));
        yield return ("backend: silent within its answer", Call.Chat("hasty", "hello").Script("silent-within"), Outcome.Cut());
        yield return ("backend: cut before its answer", Call.Chat("open", "hello").Script("cut"), Outcome.Failed(500));
        yield return ("backend: cut within its answer", Call.Chat("open", "hello").Script("cut-within"), Outcome.Cut());
        yield return ("backend: cut within its stream", Call.Post("open", "/v1/chat/completions", """{"stream":true,"messages":[]}""").Script("cut-stream"), Outcome.Cut());
        yield return ("backend: other headers of the caller's go along", Call.Chat("open", "hello").With("X-Request-Id: 7", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "Accept-Encoding: gzip", "Accept: text/event-stream"),
            Outcome.Passed().Sent("X-Request-Id", "7").Sent("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").Sent("Accept", "text/event-stream").NotSent("Accept-Encoding"));
    }

    private static IEnumerable<(string Name, Call Call, Outcome Outcome)> Providers()
    {
        const string Chat = "/v1/chat/completions";
        var body = $$"""{"model":"gpt-5-mini","messages":{{Hello}}}""";
        yield return ("provider: OpenAI has the gateway's key, and the caller's model", Call.Post("openai", Chat, body).With("Authorization: Bearer callers"), Outcome.Passed().SentTo(Chat).Sent("Authorization", "Bearer openai-key").SentText(body));
        yield return ("provider: OpenAI with a model", Call.Post("gpt", Chat, body), Outcome.Passed().Sent("Authorization", "Bearer openai-key").SentBody($$"""{"model":"gpt-5","messages":{{Hello}}}"""));
        yield return ("provider: OpenAI's embeddings", Call.Post("openai", "/v1/embeddings", """{"model":"e","input":"x"}"""), Outcome.Passed().SentTo("/v1/embeddings"));
        yield return ("provider: OpenAI's responses", Call.Post("openai", "/v1/responses", """{"model":"m","input":"x"}"""), Outcome.Passed().SentTo("/v1/responses"));
        yield return ("provider: OpenAI's list of models", Call.Get("openai", "/v1/models").With("Authorization: Bearer callers", "Cookie: a=b"), Outcome.Passed().SentTo("/v1/models").Sent("Authorization", "Bearer openai-key").Sent("Host", "provider.invalid").NotSent("Cookie"));
        yield return ("provider: OpenAI knows no messages of Anthropic's API", Call.Post("openai", "/v1/messages", body), Outcome.Refused(400).BodyHas("provider openai does not support anthropic-messages protocol"));
        yield return ("provider: Anthropic's messages", Call.Post("claude", "/v1/messages", body).With("x-api-key: callers", "anthropic-version: 1999-01-01"), Outcome.Passed().SentTo("/v1/messages").Sent("x-api-key", "claude-key").Sent("anthropic-version", "2023-06-01").NotSent("Authorization").SentText(body));
        yield return ("provider: Anthropic's chats", Call.Post("claude", Chat, body), Outcome.Passed().SentTo(Chat).Sent("x-api-key", "claude-key"));
        yield return ("provider: Anthropic has no embeddings", Call.Post("claude", "/v1/embeddings", """{"input":"x"}"""), Outcome.Refused(400).BodyHas("provider anthropic does not support openai-embeddings protocol (supported:"));
        yield return ("provider: Anthropic's list of models", Call.Get("claude", "/v1/models"), Outcome.Passed().Sent("x-api-key", "claude-key").Sent("anthropic-version", "2023-06-01"));
        yield return ("provider: Azure with a model names it in the path", Call.Post("azure-gpt", Chat, body).With("api-key: callers"),
            Outcome.Passed().SentTo("/openai/deployments/gpt-5/chat/completions?api-version=2024-10-21").Sent("api-key", "azure-key").SentBody($$"""{"messages":{{Hello}}}"""));
        yield return ("provider: Azure with a model knows chats only", Call.Post("azure-gpt", "/v1/embeddings", """{"input":"x"}"""), Outcome.Refused(400, "provider azure-openai does not support openai-embeddings protocol (supported: openai-chat)"));
        yield return ("provider: Azure with a model passes nothing unknown on", Call.Post("azure-gpt", "/v1/rerank", """{"query":"x"}"""), Outcome.Refused(400));
        yield return ("provider: Azure without a model", Call.Post("azure", Chat, body), Outcome.Passed().SentTo("/openai/v1/chat/completions").Sent("api-key", "azure-key").SentText(body));
        yield return ("provider: Azure's list of models", Call.Get("azure", "/v1/models"), Outcome.Passed().SentTo("/openai/v1/models").Sent("api-key", "azure-key"));
        yield return ("provider: its error is passed on", Call.Post("openai", Chat, body).Script("status 401"), Outcome.Passed(401).Body("""{"error":{"message":"it is 401"}}"""));
    }

    private static IEnumerable<(string Name, Call Call, Outcome Outcome)> Smuggling()
    {
        const string Consumer = "X-Consumer-Username";
        const string Line = "POST /v1/chat/completions HTTP/1.1";
        const string Json = "Content-Type: application/json";
        yield return ("smuggling: a length beside chunks does not count", Call.Raw(Line, "Host: open.localhost", "Connection: close", Json, "Content-Length: 3", "Transfer-Encoding: chunked", "", "f", """{"messages":[]}""", "0", "", ""),
            Outcome.Passed().SentBody("""{"model":"org/chat","messages":[]}""").NotSent("Transfer-Encoding"));
        yield return ("smuggling: two lengths", Call.Raw(Line, "Host: open.localhost", "Connection: close", Json, "Content-Length: 15", "Content-Length: 3", "", """{"messages":[]}"""), Outcome.Refused(400));
        yield return ("smuggling: another encoding", Call.Raw(Line, "Host: open.localhost", "Connection: close", Json, "Transfer-Encoding: xchunked", "", "f", """{"messages":[]}""", "0", "", ""), Outcome.Refused(400));
        yield return ("smuggling: two hosts", Call.Raw(Line, "Host: open.localhost", "Host: keyed.localhost", "Connection: close", Json, "Content-Length: 15", "", """{"messages":[]}"""), Outcome.Refused(400));
        yield return ("smuggling: no host", Call.Raw(Line, "Connection: close", Json, "Content-Length: 15", "", """{"messages":[]}"""), Outcome.Refused(400));
        yield return ("smuggling: a whole address for another host", Call.Raw("POST http://open.localhost/v1/chat/completions HTTP/1.1", "Host: keyed.localhost", "Connection: close", Json, "Content-Length: 15", "", """{"messages":[]}"""), Outcome.Refused(400));
        yield return ("smuggling: a whole address", Call.Raw("POST http://keyed.localhost/v1/chat/completions HTTP/1.1", "Host: keyed.localhost", "Connection: close", Json, "Content-Length: 15", "", """{"messages":[]}"""), Outcome.Refuses(401, Missing));
        yield return ("smuggling: a path that looks like a host", Call.Raw("POST //open.localhost/v1/chat/completions HTTP/1.1", "Host: keyed.localhost", "Connection: close", Json, "Content-Length: 15", "", """{"messages":[]}"""), Outcome.Refused(404));
        yield return ("smuggling: a white space before the colon", Call.Raw(Line, "Host: open.localhost", "Connection: close", "apikey : x", "Content-Length: 0", "", ""), Outcome.Refused(400));
        yield return ("smuggling: a folded header", Call.Raw(Line, "Host: open.localhost", "Connection: close", "X-A: b", " apikey: x", "Content-Length: 0", "", ""), Outcome.Refused(400));
        yield return ("smuggling: a name in Connection does not save the key", Call.RawChat("keyed", "apikey: team-key", "Connection: apikey"), Outcome.Passed().NotSent("apikey").Sent(Consumer, "apisix_apisix-keyed-team"));
        yield return ("smuggling: a name in Connection does not take the consumer away", Call.RawChat("keyed", "apikey: team-key", $"Connection: {Consumer}"), Outcome.Passed().Sent(Consumer, "apisix_apisix-keyed-team"));
        yield return ("smuggling: a name in Connection does not take the provider's key away", Call.RawChat("openai", "Connection: Authorization"), Outcome.Passed().Sent("Authorization", "Bearer openai-key"));
        yield return ("smuggling: an upgrade is none", Call.RawChat("open", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="), Outcome.Passed().NotSent("Upgrade"));
        yield return ("smuggling: the older HTTP", Call.Raw("POST /v1/chat/completions HTTP/1.0", "Host: open.localhost", Json, "Content-Length: 15", "", """{"messages":[]}"""), Outcome.Passed());
        yield return ("smuggling: chunks with extensions and trailers", Call.Raw(Line, "Host: keyed.localhost", "Connection: close", Json, "Transfer-Encoding: chunked", "", "f;a=b", """{"messages":[]}""", "0", "apikey: team-key", "", ""), Outcome.Refuses(401, Missing));
        yield return ("smuggling: a body behind GET", Call.Raw("GET /v1/chat/completions HTTP/1.1", "Host: open.localhost", "Connection: close", Json, "Content-Length: 15", "", """{"messages":[]}"""), Outcome.Passed());
        yield return ("smuggling: TRACE", Call.Raw("TRACE /v1/chat/completions HTTP/1.1", "Host: open.localhost", "Connection: close", Json, "Content-Length: 15", "", """{"messages":[]}"""), Outcome.Passed());
    }
}
