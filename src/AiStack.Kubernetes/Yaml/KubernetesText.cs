using AiStack.Core.Yaml;

namespace AiStack.Kubernetes.Yaml;

/// <summary>Which texts stand without quotes in YAML that readers of 1.1 and 1.2 share.</summary>
internal static class KubernetesText
{
    // What YAML 1.1 takes for a truth value or for nothing, in any of its spellings.
    private static readonly HashSet<string> s_words = new(StringComparer.OrdinalIgnoreCase) { "y", "n", "yes", "no", "true", "false", "on", "off", "null" };

    public static string Key(string key) => IsPlain(key) ? key : YamlText.Quote(key);

    public static string Value(string value, int indentation) =>
        IsPlain(value) ? value : value.Contains('\n', StringComparison.Ordinal) ? YamlText.Value(Nodes.Text(value), indentation) : YamlText.Quote(value);

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || text[^1] is ':' or ' ' || !(IsFirst(text[0]) || IsFlag(text)) || s_words.Contains(text))
        {
            return false;
        }

        var isWord = !(char.IsAsciiDigit(text[0]) || text[0] == '.');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (!IsInside(c) || (c == ' ' && text[i - 1] == ':'))
            {
                return false;
            }

            // Digits with letters that no number, date or time has in it: 500m, 10Gi, 3.18.0-debian.
            isWord |= char.IsAsciiLetter(c) && c is not ((>= 'a' and <= 'f') or (>= 'A' and <= 'F') or 'x' or 'X' or 'o' or 'O' or 'T' or 't' or 'Z' or 'z' or 'i' or 'I' or 'n' or 'N');
        }

        return isWord;
    }

    private static bool IsFlag(string text) => text.Length > 2 && text.StartsWith("--", StringComparison.Ordinal) && char.IsAsciiLetter(text[2]);

    private static bool IsFirst(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '.' or '$';

    private static bool IsInside(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '.' or '-' or ':' or ' ' or '@' or '+' or '=' or '(' or ')' or '$' or '%' or '^' or '~' or ';' or '*' or '<' or '>' or '?' or '&' or '!';
}
