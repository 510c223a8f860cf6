namespace AiStack.Simulator.Text;

/// <summary>Why an answer ended, in vLLM's order.</summary>
internal enum FinishReason
{
    /// <summary>The model said all it wanted to, or came upon a stop string.</summary>
    Stop,

    /// <summary>The token limit was reached.</summary>
    Length,

    /// <summary>The client went away.</summary>
    Abort,

    /// <summary>The engine failed.</summary>
    Error,
}
