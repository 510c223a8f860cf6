namespace AiStack.Kubernetes.Output;

/// <summary>A publication cannot be written. What was in the output directory before is still there.</summary>
public sealed class OutputException : Exception
{
    /// <summary>A failure told in a sentence.</summary>
    /// <param name="message">What is wrong, where, and what to change.</param>
    public OutputException(string message)
        : base(message)
    {
    }

    /// <summary>A failure that the system reported.</summary>
    /// <param name="message">What is wrong, where, and what to change.</param>
    /// <param name="cause">What the system said.</param>
    public OutputException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
