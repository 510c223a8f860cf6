namespace AiStack.Components.Offers;

/// <summary>Says of a link to a model that the number of its engines changes.</summary>
public interface IReplicaBounds
{
    /// <summary>Fewest engines.</summary>
    int MinReplicas { get; }

    /// <summary>Most engines.</summary>
    int MaxReplicas { get; }
}
