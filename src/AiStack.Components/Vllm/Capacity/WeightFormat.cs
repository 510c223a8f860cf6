namespace AiStack.Components.Vllm.Capacity;

/// <summary>How the weights of a published model are stored.</summary>
public enum WeightFormat
{
    /// <summary>Not quantized: the number format is the one that <c>dtype</c> asks for, 16 bits unless it says float32.</summary>
    Plain,

    /// <summary>8-bit floating point: one byte.</summary>
    Fp8,

    /// <summary>AWQ and GPTQ: 4 bits, plus a 16-bit scale and a 4-bit zero point for each group of 128 weights.</summary>
    Int4,

    /// <summary>Microscaling 4-bit floating point: 4 bits, plus an 8-bit scale for each block of 32 weights.</summary>
    Mxfp4,
}
