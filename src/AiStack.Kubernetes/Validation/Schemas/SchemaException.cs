namespace AiStack.Kubernetes.Validation.Schemas;

/// <summary>Schemas cannot be read. The message is one line for the user, with the file in it.</summary>
public sealed class SchemaException : Exception
{
    /// <summary>Schemas cannot be read for a reason.</summary>
    /// <param name="message">What is wrong, where, and what to change.</param>
    public SchemaException(string message) : base(message)
    {
    }
}
