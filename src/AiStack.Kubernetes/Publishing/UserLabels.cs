namespace AiStack.Kubernetes.Publishing;

/// <summary>Where labels that a user says of a component go.</summary>
public enum UserLabels
{
    /// <summary>To the object's labels.</summary>
    AsLabels,

    /// <summary>To its annotations, because its labels enter selectors that cannot be changed.</summary>
    AsAnnotations,
}
