using System.Globalization;
using System.Text;

namespace AiStack.Bench.Publish;

/// <summary>A stack of many teams, each with models, documents and a chat of its own.</summary>
internal static class GeneratedStack
{
    /// <summary>Writes the stack of a number of teams.</summary>
    internal static string Text(int teams)
    {
        var text = new StringBuilder("apiVersion: aistack/v1\nname: bench\ndomain: example.com\ncomponents:\n  prometheus: { kind: prometheus }\n  keda: { kind: keda }\n");
        var links = new StringBuilder("links:\n");
        for (var i = 0; i < teams; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                  vllm-{{i}}:
                    kind: vllm
                    namespace: models-{{i}}
                    nodepool: gpu-l4
                    gpu_request: 1
                    models:
                      chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, max_model_len: 4096 }
                      embed: { model_path: BAAI/bge-m3, model_type: embedding }
                  qdrant-{{i}}:
                    kind: qdrant
                    namespace: documents-{{i}}
                    collections: { documents: { vector_size: 1024 } }
                  langflow-{{i}}:
                    kind: langflow
                    namespace: chat-{{i}}

                """);
            links.Append(CultureInfo.InvariantCulture, $$"""
                  - { from: prometheus, to: vllm-{{i}} }
                  - { from: keda, to: vllm-{{i}}/chat, scale_threshold: 5, keda_maxreplicacount: 4 }
                  - { from: langflow-{{i}}, to: vllm-{{i}} }
                  - { from: langflow-{{i}}, to: qdrant-{{i}}/documents }

                """);
        }

        return text.Append(links).ToString();
    }
}
