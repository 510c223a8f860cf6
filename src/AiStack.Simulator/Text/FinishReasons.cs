namespace AiStack.Simulator.Text;

/// <summary>How finish reasons are written.</summary>
internal static class FinishReasons
{
    /// <summary>vLLM's word for a reason.</summary>
    public static string Name(FinishReason reason) => reason switch
    {
        FinishReason.Stop => "stop",
        FinishReason.Length => "length",
        FinishReason.Abort => "abort",
        _ => "error",
    };
}
