namespace AiStack.Kubernetes.Validation;

/// <summary>Something in an object that the API server or an operator would not take.</summary>
/// <param name="Path">Where in the object, such as <c>spec.containers[0].image</c>; empty: the object as a whole.</param>
/// <param name="Message">What is wrong and what is allowed, in sentences.</param>
public sealed record ObjectFinding(string Path, string Message)
{
    internal ObjectPath? Place { get; init; }

    /// <summary>Path and message, as a line.</summary>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
