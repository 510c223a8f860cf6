using AiStack.Components.Vllm.Capacity;

namespace AiStack.Components.Vllm;

/// <summary>Embedding models in common use and the vectors that they make.</summary>
/// <remarks>Source: <see cref="LanguageModels"/>, which holds every fact about a model.</remarks>
public static class EmbeddingModels
{
    /// <summary>Length of the vectors that a model makes.</summary>
    /// <param name="modelPath">Hugging Face id; upper and lower case are the same.</param>
    /// <returns><see langword="null"/> for a model that is not listed, and for one that writes text.</returns>
    public static int? VectorSizeOf(string modelPath) => LanguageModels.Find(modelPath)?.VectorSize;

    /// <summary>Longest text that a model reads, in tokens.</summary>
    /// <param name="modelPath"><inheritdoc cref="VectorSizeOf" path="/param[@name='modelPath']"/></param>
    /// <returns><inheritdoc cref="VectorSizeOf" path="/returns"/></returns>
    public static int? MaxLengthOf(string modelPath) =>
        LanguageModels.Find(modelPath) is { VectorSize: not null } model ? model.MaxModelLength : null;
}
