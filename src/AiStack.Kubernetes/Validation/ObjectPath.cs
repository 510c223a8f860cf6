using System.Globalization;

namespace AiStack.Kubernetes.Validation;

/// <summary>The way from an object to one of its values.</summary>
internal sealed class ObjectPath
{
    private readonly ObjectPath? _parent;
    private readonly string? _key;
    private readonly int _index;

    private ObjectPath(ObjectPath? parent, string? key, int index) => (_parent, _key, _index) = (parent, key, index);

    /// <summary>The object itself.</summary>
    public static ObjectPath Root { get; } = new(null, null, 0);

    /// <summary>The entry of a mapping.</summary>
    public ObjectPath this[string key] => new(this, key, 0);

    /// <summary>The item of a list.</summary>
    public ObjectPath this[int index] => new(this, null, index);

    /// <summary>The keys (texts) and indices (numbers) from the object inwards.</summary>
    public IReadOnlyList<object> Steps()
    {
        var steps = new List<object>();
        for (var at = this; at._parent is not null; at = at._parent)
        {
            steps.Add(at._key is null ? at._index : at._key);
        }

        steps.Reverse();
        return steps;
    }

    /// <summary>As people write it: <c>spec.ports[0].name</c>, <c>metadata.labels['app.kubernetes.io/name']</c>.</summary>
    public override string ToString()
    {
        if (_parent is null)
        {
            return "";
        }

        var before = _parent.ToString();
        return _key is null ? string.Create(CultureInfo.InvariantCulture, $"{before}[{_index}]")
            : !IsName(_key) ? $"{before}['{_key}']"
            : before.Length == 0 ? _key
            : $"{before}.{_key}";
    }

    private static bool IsName(string key) => key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$');
}
