using AiStack.Components.Vllm;

namespace AiStack.Components.Offers;

/// <summary>A model of an <see cref="OpenAiApi"/>.</summary>
/// <param name="Name">What clients put into a request's <c>model</c>.</param>
/// <param name="Type">What it is for.</param>
/// <param name="VectorSize">Length of the vectors of an embedding model. <see langword="null"/>: not known, or no embedding model.</param>
public sealed record OfferedModel(string Name, ModelType Type, int? VectorSize);
