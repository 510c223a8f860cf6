namespace AiStack.Components.Langflow;

/// <summary>Names of variables that Langflow's flows read, and of further ones where a component is linked to several of a kind.</summary>
internal static class VariableNames
{
    /// <summary>The end of each variable about one of several, in their order: nothing for the first, then its name.</summary>
    /// <param name="names">What each is called; two of one name are told apart by number.</param>
    internal static IReadOnlyList<string> Suffixes(IReadOnlyList<string> names)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var suffixes = new List<string>();
        foreach (var name in names)
        {
            var wanted = suffixes.Count == 0 ? "" : $"_{Word(name)}";
            var suffix = wanted;
            for (var number = 2; !taken.Add(suffix); number++)
            {
                suffix = $"{wanted}_{number}";
            }

            suffixes.Add(suffix);
        }

        return suffixes;
    }

    // Qwen/Qwen2-1.5B-Instruct: QWEN_QWEN2_1_5B_INSTRUCT
    private static string Word(string name) =>
        string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_'));
}
