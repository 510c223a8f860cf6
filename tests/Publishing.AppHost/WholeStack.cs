using AiStack.Components.ExternalAi;
using AiStack.Components.NodePools;
using AiStack.Components.Vllm;

namespace Publishing.AppHost;

/// <summary>One of every component, and the links between them.</summary>
internal static class WholeStack
{
    internal static void Describe(IDistributedApplicationBuilder builder)
    {
        var token = builder.AddParameter("hf-token", secret: true);
        var key = builder.AddParameter("openai-key", secret: true);
        var target = builder.AddKubernetesTarget("whole").WithDomain("example.com");

        var pool = builder.AddGpuNodePool("gpu-l4", NodePoolProvider.Gke).WithGpu("l4", gpusPerNode: 1);
        var vllm = builder.AddVllm("vllm").WithNodePool(pool).WithGpus(1).WithHuggingFaceToken(token);
        var chat = vllm.AddModel("chat", "Qwen/Qwen2-1.5B-Instruct", ModelType.Chat).WithMaxModelLength(4096).WithReplicas(2);
        var small = builder.AddVllm("small").WithRouting(RoutingLogic.PrefixAware);
        var embed = small.AddModel("embed", "BAAI/bge-m3", ModelType.Embedding).WithMaxModelLength(512);

        var qdrant = builder.AddQdrant("qdrant");
        var documents = qdrant.AddCollection("documents", 1024);
        var postgres = builder.AddCnpg("postgres");
        var redis = builder.AddRedisCache("redis");

        var langflow = builder.AddLangflow("langflow").WithReference(vllm).WithReference(small).WithReference(documents)
            .WithReference(postgres.AddCnpgDatabase("flows")).WithReference(redis);
        var webui = builder.AddOpenWebUi("webui").WithPipelines().WithReference(vllm).WithReference(embed).WithReference(qdrant)
            .WithReference(postgres.AddCnpgDatabase("chats", owner: "web-ui")).WithReference(redis);

        var prometheus = builder.AddPrometheus("prometheus").WithReference(vllm).WithReference(small).WithReference(qdrant);
        var keda = builder.AddKeda("keda").WithReference(chat, scale => scale with { MaxReplicas = 3 });
        prometheus.WithReference(keda);
        var apisix = builder.AddApisix("apisix").WithTls("letsencrypt").WithReference(langflow).WithReference(webui);
        apisix.AddAiGateway("ai").WithApiKey(builder.AddGeneratedSecret("team-key")).WithReference(chat)
            .WithReference(builder.AddExternalAi("openai", AiProvider.OpenAi, key), route => route with { Subdomain = "gpt" });
        builder.AddContainer("client", "registry.example.com/client", "1.0").WithReference(vllm).WithReference(qdrant);

        target
            .WithEnvironment("staging", staging => staging
                .Override(vllm, models => models with { Gpus = 0, NodePool = null })
                .Override(webui, ui => ui with { PipelinesEnabled = false }))
            .WithEnvironment("prod", prod => prod
                .Override(chat, model => model with { Replicas = 3 })
                .Override(qdrant, database => database with { Replicas = 3 }));
    }
}
