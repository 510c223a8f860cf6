using AiStack.Components.Vllm;

var builder = DistributedApplication.CreateBuilder(args);

var vllm = builder.AddVllm("vllm");
vllm.AddModel("qwen2-chat", "Qwen/Qwen2-1.5B-Instruct", ModelType.Chat).WithMaxModelLength(4096);
vllm.AddModel("gte-embed", "Alibaba-NLP/gte-Qwen2-1.5B-instruct", ModelType.Embedding);

builder.Build().Run();
