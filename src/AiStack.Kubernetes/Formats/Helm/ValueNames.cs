using System.Globalization;
using System.Text;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>Keys for values: the shortest name that only one of them has.</summary>
internal static class ValueNames
{
    /// <summary>A key for each value of a section.</summary>
    /// <param name="names">Names of each value, from the shortest.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<IReadOnlyList<string>> names)
    {
        var keys = new string?[names.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var level = 0; level < names.Max(own => own.Count) && keys.Contains(null); level++)
        {
            var open = Enumerable.Range(0, names.Count).Where(value => keys[value] is null).ToList();
            foreach (var group in open.GroupBy(value => CamelCase(names[value][Math.Min(level, names[value].Count - 1)])).Where(group => group.Count() == 1 && taken.Add(group.Key)))
            {
                keys[group.Single()] = group.Key;
            }
        }

        for (var value = 0; value < keys.Length; value++)
        {
            var name = CamelCase(names[value][^1]);
            for (var number = 1; keys[value] is null; number++)
            {
                var numbered = number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
                keys[value] = taken.Add(numbered) ? numbered : null;
            }
        }

        return keys!;
    }

    /// <summary>A name as templates can refer to it: <c>vllm-openai-cpu</c> becomes <c>vllmOpenaiCpu</c>.</summary>
    public static string CamelCase(string name)
    {
        var text = new StringBuilder(name.Length);
        var isStart = false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                isStart = text.Length > 0;
                continue;
            }

            text.Append(text.Length == 0 ? char.ToLowerInvariant(c) : isStart ? char.ToUpperInvariant(c) : c);
            isStart = false;
        }

        // A field of a template begins with a letter.
        return text.Length == 0 || char.IsAsciiDigit(text[0]) ? $"n{text}" : text.ToString();
    }
}
