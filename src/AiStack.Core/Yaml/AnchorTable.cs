namespace AiStack.Core.Yaml;

/// <summary>What an anchor marks.</summary>
/// <param name="Node">The value, shared by all its aliases.</param>
/// <param name="Count">How many values it is made of, aliases followed.</param>
/// <param name="Height">How many levels it has below itself.</param>
internal sealed record Anchor(Node Node, int Count, int Height);

/// <summary>The anchors above the present place of the file. A name may be used again: aliases mean the last one above them.</summary>
internal sealed class AnchorTable
{
    // An anchor whose value is still being read maps to null.
    private readonly Dictionary<string, Anchor?> _anchors = new(StringComparer.Ordinal);

    public bool IsOpen(string name) => _anchors.TryGetValue(name, out var anchor) && anchor is null;

    public Anchor? Find(string name) => _anchors.GetValueOrDefault(name);

    /// <summary>Begins a value; gives whether the same name was already open around it.</summary>
    public bool Open(string name)
    {
        var wasOpen = IsOpen(name);
        _anchors[name] = null;
        return wasOpen;
    }

    /// <summary>Ends a value.</summary>
    public void Close(string name, bool wasOpen, Anchor anchor) => _anchors[name] = wasOpen ? null : anchor;
}
