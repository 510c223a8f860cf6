using System.Diagnostics.CodeAnalysis;

namespace AiStack.Kubernetes;

/// <summary>All objects of a publication, each once.</summary>
public sealed class ManifestSet
{
    private readonly Dictionary<ObjectKey, KubernetesObject> _byKey = [];
    private readonly List<KubernetesObject> _inOrder = [];

    /// <summary>The objects, in the order they were added.</summary>
    public IReadOnlyList<KubernetesObject> Objects => _inOrder;

    /// <summary>Adds an object.</summary>
    /// <returns>Whether there was none of this kind and name in its namespace; otherwise the first one stays.</returns>
    public bool TryAdd(KubernetesObject made)
    {
        ArgumentNullException.ThrowIfNull(made);

        var isNew = _byKey.TryAdd(KeyOf(made), made);
        if (isNew)
        {
            _inOrder.Add(made);
        }

        return isNew;
    }

    /// <summary>The object of a kind and name in a namespace.</summary>
    public bool TryFind(string group, string kind, string? objectNamespace, string name, [NotNullWhen(true)] out KubernetesObject? found) =>
        _byKey.TryGetValue(new(group, kind, objectNamespace, name), out found);

    private static ObjectKey KeyOf(KubernetesObject made) => new(made.Group, made.Kind, made.Namespace, made.Name);
}
