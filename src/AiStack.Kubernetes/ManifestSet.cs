
namespace AiStack.Kubernetes;

/// <summary>All objects of a publication, each once.</summary>
public sealed class ManifestSet
{
    private readonly HashSet<ObjectKey> _keys = [];
    private readonly List<KubernetesObject> _inOrder = [];

    /// <summary>The objects, in the order they were added.</summary>
    public IReadOnlyList<KubernetesObject> Objects => _inOrder;

    /// <summary>Adds an object.</summary>
    /// <returns>Whether there was none of this kind and name in its namespace; otherwise the first one stays.</returns>
    public bool TryAdd(KubernetesObject made)
    {
        ArgumentNullException.ThrowIfNull(made);

        var isNew = _keys.Add(made.Key);
        if (isNew)
        {
            _inOrder.Add(made);
        }

        return isNew;
    }
}
