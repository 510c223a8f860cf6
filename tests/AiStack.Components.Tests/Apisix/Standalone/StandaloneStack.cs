using System.Text.Json.Nodes;
using AiStack.Components.Apisix;
using AiStack.Components.Apisix.Standalone;
using AiStack.Core;
using AiStack.Core.Values;

namespace AiStack.Components.Tests.Apisix.Standalone;

/// <summary>A stack with one APISIX component, and its document with the addresses of a cluster.</summary>
internal sealed record StandaloneStack(Stack Stack)
{
    /// <summary>As long as what a certificate is, so that schemas take it.</summary>
    public static string Certificate { get; } = $"-----BEGIN CERTIFICATE-----\n{new string('A', 64)}\n{new string('B', 64)}\n-----END CERTIFICATE-----\n";

    public Component Apisix => Stack.Of<ApisixSpec>().Single().Component;

    public static StandaloneStack Everything { get; } = new(StackText.ReadFile(File.ReadAllText(Path.Combine(Folder("everything"), "stack.yaml"))));

    public static string Folder(string name) => Path.Combine(SampleFiles.RepositoryRoot, "tests", "AiStack.Components.Tests", "Apisix", "Standalone", "Documents", name);

    /// <summary>A stack with a model, a provider and a gateway.</summary>
    /// <param name="gateway">What is said about the gateway.</param>
    /// <param name="links">Its links, and others.</param>
    public static StandaloneStack Of(string gateway, params string[] links) => new(StackText.Read($$"""
        domain: example.com
        components:
          vllm: { kind: vllm, models: { chat: { model_path: org/chat, model_type: chat } } }
          openai: { kind: external-ai, ai_provider: openai, ai_provider_api_key: { secret: openai-key } }
          redis: { kind: redis }
          apisix: { kind: apisix, external_traffic: true, ai_gateways: { ai: { {{gateway}} } } }
        links:
        {{string.Join('\n', links.Select(link => $"  - {{ {link} }}"))}}
        """));

    public JsonObject Document(ApisixDocumentOptions? options = null) => ApisixDocument.Of(Stack, Apisix, options ?? new(), value => value.InCluster(Stack));

    public IReadOnlyList<EnvironmentVariable> Variables(ApisixDocumentOptions? options = null) => ApisixDocument.VariablesOf(Stack, Apisix, options ?? new());

    public IReadOnlyList<EndpointPart> Endpoints(ApisixDocumentOptions? options = null) => ApisixDocument.EndpointsOf(Stack, Apisix, options ?? new());
}
