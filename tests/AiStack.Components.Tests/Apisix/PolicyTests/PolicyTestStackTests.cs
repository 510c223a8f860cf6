using AiStack.Components.Apisix;
using AiStack.Components.Apisix.PolicyTests;
using AiStack.Components.Apisix.Standalone;
using AiStack.Components.ExternalAi;

namespace AiStack.Components.Tests.Apisix.PolicyTests;

public sealed class PolicyTestStackTests
{
    private static readonly string[] s_tested = ["apisix/ai"];

    private const string Text = """
        domain: example.com
        components:
          vllm:
            kind: vllm
            models:
              chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat }
              other: { model_path: Qwen/Qwen2.5-0.5B-Instruct, model_type: chat }
          langflow: { kind: langflow }
          redis: { kind: redis }
          openai: { kind: external-ai, ai_provider: openai, ai_provider_api_key: { secret: openai-key } }
          azure: { kind: external-ai, ai_provider: azure_openai, model: gpt-4o, ai_endpoint: "https://mine.openai.azure.com", ai_provider_api_key: { secret: azure-key } }
          azure-path: { kind: external-ai, ai_provider: azure_openai, ai_endpoint: "https://mine.openai.azure.com/openai/deployments/d/chat/completions?api-version=1", ai_provider_api_key: { secret: azure-key } }
          claude: { kind: external-ai, ai_provider: anthropic, ai_provider_api_key: { secret: claude-key } }
          apisix:
            kind: apisix
            external_traffic: true
            replicas: 2
            ai_gateways:
              ai: { api_key: { secret: team-key }, ip_whitelist: [203.0.113.0/24], rate_limiting: true }
              second: { api_key: { secret: second-key } }
          elsewhere:
            kind: apisix
            ai_gateways:
              third: { api_key: { secret: third-key } }
        links:
          - { from: apisix/ai, to: vllm/chat }
          - { from: apisix/ai, to: openai }
          - { from: apisix/ai, to: azure }
          - { from: apisix/ai, to: azure-path }
          - { from: apisix/second, to: vllm/other }
          - { from: apisix/second, to: claude }
          - { from: elsewhere/third, to: vllm/other, subdomain: third }
          - { from: apisix, to: langflow }
          - { from: apisix, to: redis }
          - { from: langflow, to: vllm }

        """;

    [Fact]
    public void Part_OfATestedGateway_IsThatGatewayAndWhatIsBehindIt()
    {
        var part = Part();

        Assert.Equal(["vllm", "vllm/chat", "openai", "azure", "azure-path", "apisix", "apisix/ai", "apisix/second"], part.Elements.Select(element => element.Reference));
        Assert.Equal(["apisix/ai → vllm/chat", "apisix/ai → openai", "apisix/ai → azure", "apisix/ai → azure-path"], part.Links.Select(link => link.ToString()));
    }

    [Fact]
    public void Providers_ThatATestedGatewayLeadsTo_AreThoseToStandInFor() =>
        Assert.Equal(["openai", "azure", "azure-path"], PolicyTestStack.ProvidersOf(StackText.Read(Text), s_tested).Select(provider => provider.Component.Name));

    [Theory]
    [InlineData("openai", "http://127.0.0.1:5")]
    [InlineData("azure", "http://127.0.0.1:5")]
    [InlineData("azure-path", "http://127.0.0.1:5/openai/deployments/d/chat/completions?api-version=1")]
    public void Provider_InThePart_IsAskedAtItsStandInByItsOwnPath(string name, string endpoint) =>
        Assert.Equal(endpoint, ((ExternalAiSpec)Part().Find(name)!.Spec).Endpoint);

    [Fact]
    public void AddressList_InThePart_HasThisMachineOnIt() =>
        Assert.Equal(["203.0.113.0/24", "127.0.0.0/8", "::1/128"], ((AiGatewaySpec)Part().Find("apisix/ai")!.Spec).IpWhitelist!);

    // Keys of a gateway that is not tested are known all the same: they are refused with 403, unknown ones with 401.
    [Fact]
    public void Document_OfThePart_KnowsEveryKeyAndNothingOfTheCluster()
    {
        var part = Part();

        var document = ApisixDocument.Of(part, part.Find("apisix")!, new(), value => value.Evaluate(_ => "1"));

        Assert.Equal(["apisix_apisix-ai", "apisix_apisix-second"], document["consumers"]!.AsArray().Select(consumer => consumer!["username"]!.GetValue<string>()));
        Assert.DoesNotContain("redis", document.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("azure.com", document.ToJsonString(), StringComparison.Ordinal);
    }

    private static Core.Stack Part() => PolicyTestStack.Of(StackText.Read(Text), s_tested, _ => "http://127.0.0.1:5");
}
