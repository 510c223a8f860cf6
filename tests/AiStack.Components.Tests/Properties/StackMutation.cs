namespace AiStack.Components.Tests.Properties;

/// <summary>Breaks a stack file as editors, templates, merges and slips of a hand do.</summary>
internal static class StackMutation
{
    private static readonly string[] s_values =
    [
        "", "~", "true", "-1", "0", "99999999999999999999", "1e309", ".nan", "0x", "[]", "{}", "[[[[]]]]", "{a: {b: {c: [1, {}]}}}", "\"\"", "'", "\"", "*a", "&a x", "!!int x", "|", ">-", "- a",
        "{secret: }", "{secret: a, key: []}", "a/b/c", "vllm/", "/", "1Gi", "16GB", "5m", "-5s", "../../etc/passwd", "(a+)+$", "[", "\\", "\u0000", "\u2028", "\U0001F600", "<<: *x", "kind: vllm",
    ];

    /// <summary>A text with one to six changes.</summary>
    public static string Of(string text, Random random)
    {
        for (var i = random.Next(1, 7); i > 0; i--)
        {
            text = Once(text, random);
        }

        return text;
    }

    private static string Once(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var (line, other) = (random.Next(lines.Count), random.Next(lines.Count));
        var at = random.Next(text.Length + 1);
        switch (random.Next(10))
        {
            case 0: lines.RemoveAt(line); break;
            case 1: lines.Insert(other, lines[line]); break;
            case 2: (lines[line], lines[other]) = (lines[other], lines[line]); break;
            case 3: lines[line] = new string(' ', random.Next(12)) + lines[line].TrimStart(); break;
            case 4: lines[line] = Before(lines[line]) + ": " + s_values[random.Next(s_values.Length)]; break;
            case 5: lines[line] = Before(lines[line]) + ":" + After(lines[other]); break;
            case 6: lines[line] = s_values[random.Next(s_values.Length)] + ":" + After(lines[line]); break;
            case 7: return text.Insert(at, ((char)random.Next(1, random.Next(2) == 0 ? 0x80 : 0x3000)).ToString());
            case 8: return text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
            default: return text.Insert(at, s_values[random.Next(s_values.Length)]);
        }

        return string.Join('\n', lines);
    }

    private static string Before(string line) => line.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? line[..colon] : line;

    private static string After(string line) => line.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? line[(colon + 1)..] : line;
}
