using AiStack.Components.Offers;
using AiStack.Components.OpenWebUi;
using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Core.Schema;

namespace AiStack.Components.Tests.OpenWebUi;

/// <summary>What Open WebUI makes of a gateway's offer: an API per route, all with the gateway's key.</summary>
public sealed class GatewayBetweenTests
{
    private static readonly SecretReference s_key = new("gate-key", "key");

    [Fact]
    public void Of_RoutesOfAGateway_AreOneApiEachWithTheGatewaysKey()
    {
        var environment = Environment(
            Api("chat", new OfferedModel("org/chat", ModelType.Chat, null)),
            Api("embed", new OfferedModel("org/embed", ModelType.Embedding, 8)),
            Api("outside"));

        Assert.Equal("http://gate/chat/v1;http://gate/outside/v1", environment["OPENAI_API_BASE_URLS"]);
        Assert.Equal("<gate-key/key>;<gate-key/key>", environment["OPENAI_API_KEYS"]);
        Assert.Equal("""{"0":{"enable":true,"model_ids":["org/chat"]},"1":{"enable":true}}""", environment["OPENAI_API_CONFIGS"]);
        Assert.Equal(("org/embed", "http://gate/embed/v1", "<gate-key/key>"), (environment["RAG_EMBEDDING_MODEL"], environment["RAG_OPENAI_API_BASE_URL"], environment["RAG_OPENAI_API_KEY"]));
    }

    [Fact]
    public void Of_SeveralEmbeddingRoutes_ChoosesNone()
    {
        var environment = Environment(
            Api("one", new OfferedModel("org/one", ModelType.Embedding, 8)),
            Api("two", new OfferedModel("org/two", ModelType.Embedding, 8)));

        Assert.DoesNotContain("RAG_EMBEDDING_ENGINE", environment.Keys);
        Assert.Equal("False", environment["ENABLE_OPENAI_API"]);
    }

    [Fact]
    public void Of_SameAddressWithAndWithoutAList_MeansAllOfIt()
    {
        var environment = Environment(Api("chat", new OfferedModel("org/chat", ModelType.Chat, null)), Api("chat"));

        Assert.Equal("http://gate/chat/v1", environment["OPENAI_API_BASE_URLS"]);
        Assert.Equal("""{"0":{"enable":true}}""", environment["OPENAI_API_CONFIGS"]);
    }

    [Fact]
    public void Of_GatewayOfTheStack_AsksItsServiceWithTheKeyOfThisCaller()
    {
        var stack = StackText.Read("""
            domain: example.com
            components:
              vllm:
                kind: vllm
                models:
                  chat: { model_path: org/chat, model_type: chat }
                  embed: { model_path: org/embed, model_type: embedding, vector_size: 8 }
              apisix:
                kind: apisix
                ai_gateways:
                  ai: { api_keys: { others: { secret: others-key }, webui: { secret: webui-key } } }
              webui: { kind: open-webui }
            links:
              - { from: apisix/ai, to: vllm/chat }
              - { from: apisix/ai, to: vllm/embed }
              - { from: webui, to: apisix/ai }
              - { from: apisix, to: webui, subdomain: talk }
            """);

        var environment = OpenWebUiEnvironment.Of(stack, stack.Find("webui")!).ToDictionary(variable => variable.Name, variable => variable.Value.InCluster(stack));

        Assert.Equal("http://apisix.apisix.svc:80/ai/chat/v1", environment["OPENAI_API_BASE_URLS"]);
        Assert.Equal("<webui-key/key>", environment["OPENAI_API_KEYS"]);
        Assert.Equal(("org/embed", "http://apisix.apisix.svc:80/ai/embed/v1", "<webui-key/key>"), (environment["RAG_EMBEDDING_MODEL"], environment["RAG_OPENAI_API_BASE_URL"], environment["RAG_OPENAI_API_KEY"]));
    }

    private static OpenAiApi Api(string route, params OfferedModel[] models) => new($"http://gate/{route}/v1", s_key, models);

    private static Dictionary<string, string> Environment(params OpenAiApi[] routes)
    {
        var kind = new ComponentKind("ai gateway", "Stands for any gateway.") { Properties = new(), Empty = new OpenWebUiSpec(), Offers = (_, _) => routes };
        var gateway = new Component(kind, "gate", kind.Empty, new CodeSource("gate"));
        var webui = new Component(OpenWebUiModule.OpenWebUi, "webui", new OpenWebUiSpec(), new CodeSource("webui"));
        var link = new Link(new("open-webui", "ai gateway", "Through it."), webui, gateway, LinkOptions.None, new CodeSource("webui → gate"));
        var stack = new Stack(new StackSpec { Name = "test" }, [gateway, webui], [link], new CodeSource("stack"));
        return OpenWebUiEnvironment.Of(stack, webui).ToDictionary(variable => variable.Name, variable => variable.Value.InCluster(stack));
    }
}
