namespace AiStack.Cli.Tests;

/// <summary>Stacks with AI gateways, for tests of policy cases.</summary>
internal static class PolicyStacks
{
    /// <summary>One gateway with a key and a guard; cases are to be added at the end.</summary>
    public const string Simple = """
        apiVersion: aistack/v1
        name: policies
        domain: example.com
        components:
          vllm:
            kind: vllm
            models:
              chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat }
          apisix:
            kind: apisix
            tls: { issuer: letsencrypt }
            ai_gateways:
              ai: { api_key: { secret: team-key } }
        links:
          - { from: apisix/ai, to: vllm/chat, deny_patterns: ['(?i)password'], ai_rate_limit: { limit: 1000, time_window: 1h } }

        """;

    public const string Passing = Simple + """
        policies:
          - { name: no key, gateway: apisix/ai, prompt: Hello, expect: { status: 401 } }
          - { name: guarded, gateway: apisix/ai, key: { secret: team-key }, prompt: My Password is 1234., expect: { status: 400, contains: prohibited } }
          - { name: answered, gateway: apisix/ai, key: { secret: team-key }, prompt: Hello, expect: { status: 200, contains: assistant, not_contains: prohibited, remaining_below: 1000 } }

        """;

    /// <summary>The second case does not hold.</summary>
    public const string Failing = Simple + """
        policies:
          - { name: no key, gateway: apisix/ai, prompt: Hello, expect: { status: 401 } }
          - { name: hello is forbidden, gateway: apisix/ai, key: { secret: team-key }, prompt: Hello, expect: { status: 400, contains: prohibited, remaining_below: 5 } }
          - { name: guarded, gateway: apisix/ai, key: { secret: team-key }, prompt: My Password is 1234., expect: { status: 400 } }

        """;

    /// <summary>Every policy that a request can meet, and a case for each side of it.</summary>
    public const string EveryPolicy = """
        apiVersion: aistack/v1
        name: policies
        domain: example.com
        components:
          vllm:
            kind: vllm
            models:
              chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat }
              short: { model_path: Qwen/Qwen2.5-0.5B-Instruct, model_type: chat, max_model_len: 64 }
              embed: { model_path: Alibaba-NLP/gte-Qwen2-1.5B-instruct, model_type: embedding }
          apisix:
            kind: apisix
            external_traffic: true
            ai_gateways:
              one: { api_key: { secret: one-key }, cors: true, ip_whitelist: [203.0.113.0/24], apisix_timeout: 20s }
              several: { api_keys: { a: { secret: a-key }, b: { secret: b-key } }, rate_limiting: { count: 3, time_window: 1h, key: consumer } }
              open: { rate_limiting: { count: 2, time_window: 1h } }
        links:
          - { from: apisix/one, to: vllm/chat, deny_patterns: ['(?i)password'], ai_rate_limit: { limit: 200, time_window: 1h } }
          - { from: apisix/one, to: vllm/short, subdomain: allowing, path: /talk/*, allow_patterns: ['(?i)weather'] }
          - { from: apisix/one, to: vllm/embed }
          - from: apisix/several
            to: vllm/short
            subdomain: decorated
            prompt_decorator:
              role: system
              content: >-
                You are the voice of a weather station on a mountain, you speak slowly and in whole sentences, you never talk about anything but the weather, you measure in
                degrees, metres and hectopascals, you greet whoever asks and you say goodbye to everybody who leaves, and when you do not know what the weather will be like
                tomorrow you say so at once and at length, as honest people do who have seen many winters come and go up here.
          - { from: apisix/several, to: vllm/chat, subdomain: shared, ai_rate_limit: { limit: 40, time_window: 1h, per: route, limit_strategy: completion_tokens } }
          - { from: apisix/open, to: vllm/chat, subdomain: open, path: /v1/chat/completions }
        policies:
          - { name: no key, gateway: apisix/one, route: vllm/chat, prompt: Hello, expect: { status: 401, contains: Missing API key } }
          - { name: unknown key, gateway: apisix/one, route: vllm/chat, key: { secret: x-key }, prompt: Hello, expect: { status: 401, contains: Invalid API key } }
          - { name: another gateway's key, gateway: apisix/one, route: vllm/chat, key: { secret: a-key }, prompt: Hello, expect: { status: 403 } }
          - { name: denied, gateway: apisix/one, route: vllm/chat, key: { secret: one-key }, prompt: The PASSWORD please, expect: { status: 400, contains: prohibited } }
          - name: denied in the middle of a conversation
            gateway: apisix/one
            route: vllm/chat
            key: { secret: one-key }
            request: { messages: [{ role: user, content: password }, { role: assistant, content: No. }, { role: user, content: Why? }] }
            expect: { status: 400 }
          - { name: allowed, gateway: apisix/one, route: allowing, key: { secret: one-key }, prompt: How is the weather?, expect: { status: 200 } }
          - { name: not allowed, gateway: apisix/one, route: allowing, key: { secret: one-key }, prompt: How are you?, expect: { status: 400, contains: allow patterns } }
          - { name: tokens, gateway: apisix/one, route: vllm/chat, key: { secret: one-key }, prompt: Hello, expect: { status: 200, remaining_below: 200 } }
          - name: tokens of a stream
            gateway: apisix/one
            route: vllm/chat
            key: { secret: one-key }
            request: { messages: [{ role: user, content: Hello }], stream: true, max_tokens: 100, ignore_eos: true }
            expect: { status: 200, contains: 'data: [DONE]', remaining_below: 100 }
          - { name: more tokens than there are, gateway: apisix/one, route: vllm/chat, key: { secret: one-key }, request: { messages: [{ role: user, content: x }], max_tokens: 150, ignore_eos: true }, expect: { status: 200, remaining_below: 1 } }
          - { name: no more tokens, gateway: apisix/one, route: vllm/chat, key: { secret: one-key }, prompt: Hello, expect: { status: 429, contains: Token limit exceeded } }
          - { name: vectors, gateway: apisix/one, route: vllm/embed, key: { secret: one-key }, prompt: Hello, expect: { status: 200, contains: embedding } }
          - { name: several vectors, gateway: apisix/one, route: vllm/embed, key: { secret: one-key }, request: { input: [one, two] }, expect: { status: 200, contains: '"index":1' } }
          - { name: decorated past what the model takes, gateway: apisix/several, route: decorated, key: { secret: a-key }, prompt: Hello, expect: { status: 400, contains: context length } }
          - { name: tokens of the route, gateway: apisix/several, route: shared, key: { secret: a-key }, request: { messages: [{ role: user, content: x }], max_tokens: 50, ignore_eos: true }, expect: { status: 200, remaining_below: 1 } }
          - { name: none left for the other caller, gateway: apisix/several, route: shared, key: { secret: b-key }, prompt: Hello, expect: { status: 429, contains: Token limit exceeded } }
          - { name: third request, gateway: apisix/several, route: decorated, key: { secret: a-key }, prompt: Hello, expect: { status: 400 } }
          - { name: one request too many, gateway: apisix/several, route: decorated, key: { secret: a-key }, prompt: Hello, expect: { status: 429, contains: Request limit exceeded } }
          - { name: but not for the other caller, gateway: apisix/several, route: decorated, key: { secret: b-key }, prompt: Hello, expect: { status: 400 } }
          - { name: open, gateway: apisix/open, prompt: Hello, expect: { status: 200 } }
          - { name: with a key that nobody asked for, gateway: apisix/open, key: { secret: one-key }, prompt: Hello, expect: { status: 200 } }
          - { name: open no more, gateway: apisix/open, prompt: Hello, expect: { status: 429 } }

        """;

    /// <summary>Providers of every kind, each reached in every way that its address can be written.</summary>
    public const string Providers = """
        apiVersion: aistack/v1
        name: policies
        domain: example.com
        components:
          openai: { kind: external-ai, ai_provider: openai, ai_provider_api_key: { secret: openai-key } }
          openai-mini: { kind: external-ai, ai_provider: openai, model: gpt-4o-mini, ai_endpoint: "https://api.example.net/v1/chat/completions", ai_provider_api_key: { secret: openai-key } }
          azure: { kind: external-ai, ai_provider: azure_openai, model: gpt-4o, ai_endpoint: "https://mine.openai.azure.com", ai_provider_api_key: { secret: azure-key } }
          azure-any: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://mine.openai.azure.com", ai_provider_api_key: { secret: azure-key } }
          azure-path: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://mine.openai.azure.com/openai/deployments/mine/chat/completions?api-version=2024-10-21", ai_provider_api_key: { secret: azure-key } }
          claude: { kind: external-ai, ai_provider: anthropic, ai_provider_api_key: { secret: claude-key } }
          apisix:
            kind: apisix
            tls: { issuer: letsencrypt }
            ai_gateways:
              ai: { api_key: { secret: team-key } }
        links:
          - { from: apisix/ai, to: openai }
          - { from: apisix/ai, to: openai-mini }
          - { from: apisix/ai, to: azure }
          - { from: apisix/ai, to: azure-any }
          - { from: apisix/ai, to: azure-path }
          - { from: apisix/ai, to: claude, ai_rate_limit: { limit: 1000, time_window: 1h } }
        policies:
          - { name: openai, gateway: apisix/ai, route: openai, key: { secret: team-key }, prompt: Hello, expect: { status: 200, contains: usage } }
          - { name: openai by name, gateway: apisix/ai, route: openai, key: { secret: team-key }, request: { model: gpt-5, messages: [{ role: user, content: Hello }] }, expect: { status: 200, contains: '"model":"gpt-5"' } }
          - { name: openai without a model, gateway: apisix/ai, route: openai, key: { secret: team-key }, request: { messages: [{ role: user, content: Hello }] }, expect: { status: 400, contains: names no model } }
          - { name: openai vectors, gateway: apisix/ai, route: openai, key: { secret: team-key }, request: { model: text-embedding-3-small, input: [one, two] }, expect: { status: 200, contains: embedding } }
          - { name: openai responses, gateway: apisix/ai, route: openai, key: { secret: team-key }, request: { model: gpt-5, input: Hello }, expect: { status: 200, contains: output_text } }
          - { name: openai at one path, gateway: apisix/ai, route: openai-mini, key: { secret: team-key }, request: { model: gpt-5, messages: [{ role: user, content: Hello }] }, expect: { status: 200, contains: '"model":"gpt-4o-mini"' } }
          - { name: azure, gateway: apisix/ai, route: azure, key: { secret: team-key }, prompt: Hello, expect: { status: 200, contains: '"model":"gpt-4o"' } }
          - { name: azure by name, gateway: apisix/ai, route: azure-any, key: { secret: team-key }, request: { model: gpt-4.1, messages: [{ role: user, content: Hello }] }, expect: { status: 200, contains: '"model":"gpt-4.1"' } }
          - { name: azure deployment, gateway: apisix/ai, route: azure-path, key: { secret: team-key }, prompt: Hello, expect: { status: 200, contains: '"model":"mine"' } }
          - { name: claude, gateway: apisix/ai, route: claude, key: { secret: team-key }, prompt: Hello, expect: { status: 200, remaining_below: 1000 } }
          - { name: no way in without our own key, gateway: apisix/ai, route: claude, key: { secret: claude-key }, prompt: Hello, expect: { status: 401 } }

        """;
}
