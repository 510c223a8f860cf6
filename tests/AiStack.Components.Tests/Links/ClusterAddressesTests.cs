using AiStack.Components.Langflow;
using AiStack.Components.OpenWebUi;
using AiStack.Core.Reading;
using AiStack.Core.Values;

namespace AiStack.Components.Tests.Links;

/// <summary>What links mean in a cluster: the same variables as on a laptop, with the addresses of Services.</summary>
public sealed class ClusterAddressesTests
{
    private const string Text = """
        apiVersion: aistack/v1
        name: own
        domain: example.com
        components:
          vllm: { kind: vllm, namespace: models, models: { chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat } } }
          qdrant: { kind: qdrant, collections: { documents: { vector_size: 1536 } } }
          postgres: { kind: cnpg, databases: { flows: {} } }
          redis: { kind: redis }
          langflow: { kind: langflow, cache_type: redis }
          open-webui: { kind: open-webui }
        links:
          - { from: langflow, to: vllm }
          - { from: langflow, to: qdrant/documents }
          - { from: langflow, to: postgres/flows }
          - { from: langflow, to: redis }
          - { from: open-webui, to: vllm/chat }
          - { from: open-webui, to: qdrant }
        """;

    [Theory]
    [InlineData("langflow", "OPENAI_API_BASE", "http://vllm-router.models.svc:80/v1")]
    [InlineData("langflow", "QDRANT_URL", "http://qdrant.qdrant.svc:6333")]
    [InlineData("langflow", "LANGFLOW_DATABASE_URL", "postgresql://flows:<postgres-app>@postgres-rw.postgres.svc:5432/flows")]
    [InlineData("langflow", "LANGFLOW_REDIS_URL", "redis://:<redis-auth>@redis.redis.svc:6379/0")]
    [InlineData("open-webui", "OPENAI_API_BASE_URLS", "http://vllm-router.models.svc:80/v1")]
    [InlineData("open-webui", "QDRANT_URI", "http://qdrant.qdrant.svc:6333")]
    public void Variable_InTheCluster_HasTheServicesAddress(string component, string variable, string expected)
    {
        var stack = new StackReader(ComponentCatalog.Schema).Read(Text, "stack.yaml").Stack!;
        var addresses = new ClusterAddresses(stack);
        var variables = component == "langflow" ? LangflowEnvironment.Of(stack, stack.Find(component)!) : OpenWebUiEnvironment.Of(stack, stack.Find(component)!);

        var value = variables.Single(one => one.Name == variable).Value.Evaluate(part => part switch
        {
            EndpointPart endpoint => addresses.Resolve(endpoint),
            SecretPart secret => $"<{secret.Secret.Name}>",
            _ => throw new NotSupportedException(),
        });

        Assert.Equal(expected, value);
    }
}
