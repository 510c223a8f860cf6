using System.Collections.Frozen;

namespace AiStack.Components.Vllm;

/// <summary>Embedding models in common use and the length of the vectors that they make.</summary>
/// <remarks>Source: <c>hidden_size</c> (or the pooling layer's output) in each model's published configuration.</remarks>
public static class EmbeddingModels
{
    private static readonly FrozenDictionary<string, int> s_vectorSizes = new Dictionary<string, int>
    {
        ["Alibaba-NLP/gte-Qwen2-1.5B-instruct"] = 1536,
        ["Alibaba-NLP/gte-Qwen2-7B-instruct"] = 3584,
        ["Alibaba-NLP/gte-large-en-v1.5"] = 1024,
        ["Alibaba-NLP/gte-multilingual-base"] = 768,
        ["BAAI/bge-base-en-v1.5"] = 768,
        ["BAAI/bge-large-en-v1.5"] = 1024,
        ["BAAI/bge-m3"] = 1024,
        ["BAAI/bge-small-en-v1.5"] = 384,
        ["Qwen/Qwen3-Embedding-0.6B"] = 1024,
        ["Qwen/Qwen3-Embedding-4B"] = 2560,
        ["Qwen/Qwen3-Embedding-8B"] = 4096,
        ["Snowflake/snowflake-arctic-embed-l-v2.0"] = 1024,
        ["Snowflake/snowflake-arctic-embed-m-v2.0"] = 768,
        ["google/embeddinggemma-300m"] = 768,
        ["intfloat/e5-large-v2"] = 1024,
        ["intfloat/e5-mistral-7b-instruct"] = 4096,
        ["intfloat/multilingual-e5-large"] = 1024,
        ["intfloat/multilingual-e5-large-instruct"] = 1024,
        ["jinaai/jina-embeddings-v3"] = 1024,
        ["mixedbread-ai/mxbai-embed-large-v1"] = 1024,
        ["nomic-ai/nomic-embed-text-v1.5"] = 768,
        ["sentence-transformers/all-MiniLM-L6-v2"] = 384,
        ["sentence-transformers/all-mpnet-base-v2"] = 768,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Length of the vectors that a model makes.</summary>
    /// <param name="modelPath">Hugging Face id; upper and lower case are the same.</param>
    /// <returns><see langword="null"/> for a model that is not listed.</returns>
    public static int? VectorSizeOf(string modelPath) => s_vectorSizes.TryGetValue(modelPath, out var size) ? size : null;
}
