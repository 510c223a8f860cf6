namespace AiStack.Components.Vllm;

/// <summary>Where an engine finds the weights of its model.</summary>
internal enum WeightsSource
{
    /// <summary>On Hugging Face, under an id such as <c>org/name</c>.</summary>
    Hub,

    /// <summary>At another address that the engine itself knows how to read, such as an object store.</summary>
    Elsewhere,

    /// <summary>Under a path of its own file system: in its image, or on its disk.</summary>
    Path,
}
