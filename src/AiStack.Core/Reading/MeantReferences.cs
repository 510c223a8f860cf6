using AiStack.Core.Schema;

namespace AiStack.Core.Reading;

/// <summary>Guesses which component was meant by references that name none. Every file ends quickly, however many of them it has.</summary>
/// <param name="known">References of the stack's components and sub-components, in order.</param>
internal sealed class MeantReferences(IReadOnlyCollection<string> known)
{
    /// <summary>Most names that are compared with those of the stack. Who has more of them did not misspell them one by one.</summary>
    public const int MaxCompared = 100;

    private readonly Dictionary<string, string?> _compared = [];
    private Dictionary<string, string>? _ofChildren;

    /// <summary>The reference that was meant: of the sub-component of that name, or else the one spelled most like it.</summary>
    /// <returns><see langword="null"/>: there is no telling.</returns>
    public string? For(string name)
    {
        if ((_ofChildren ??= Children()).TryGetValue(name, out var child))
        {
            return child;
        }

        if (!_compared.TryGetValue(name, out var meant) && _compared.Count < MaxCompared)
        {
            _compared[name] = meant = Spelling.Nearest(name, known);
        }

        return meant;
    }

    private Dictionary<string, string> Children()
    {
        var children = new Dictionary<string, string>();
        foreach (var reference in known)
        {
            if (reference.IndexOf('/') is >= 0 and var slash)
            {
                children.TryAdd(reference[(slash + 1)..], reference);
            }
        }

        return children;
    }
}
