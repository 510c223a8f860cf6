using AiStack.Components.NodePools;
using AiStack.Components.Vllm;

var builder = DistributedApplication.CreateBuilder(args);
builder.AddKubernetesTarget("rag").WithDomain("example.com");

var gpus = builder.AddGpuNodePool("gpu-l4", NodePoolProvider.Gke).WithGpu("l4", gpusPerNode: 1);
var vllm = builder.AddVllm("vllm").WithNodePool(gpus).WithGpus(1);
var chat = vllm.AddModel("qwen2-chat", "Qwen/Qwen2-1.5B-Instruct", ModelType.Chat).WithMaxModelLength(4096);
var embed = vllm.AddModel("gte-embed", "Alibaba-NLP/gte-Qwen2-1.5B-instruct", ModelType.Embedding);

var documents = builder.AddQdrant("qdrant").AddCollection("documents", vectorSize: 1536);
var langflow = builder.AddLangflow("langflow").WithReference(vllm).WithReference(documents);

builder.AddPrometheus("prometheus").WithReference(vllm);
builder.AddKeda("keda").WithReference(chat, scale => scale with { Threshold = 5, MaxReplicas = 3 });

var apisix = builder.AddApisix("apisix").WithTls("letsencrypt").WithReference(langflow);
apisix.AddAiGateway("ai")
    .WithApiKey(builder.AddGeneratedSecret("team-key"))
    .WithReference(chat, route => route with { Subdomain = "qwen-chat" })
    .WithReference(embed);

builder.Build().Run();
