using System.Text;
using System.Text.RegularExpressions;

namespace AiStack.Kubernetes.Validation.Schemas;

/// <summary>Patterns of schemas as .NET reads them: schemas mean Go's RE2, in which <c>$</c> is the very end and <c>\d</c> is ASCII.</summary>
internal static class SchemaPattern
{
    /// <summary>Longest that one text is held against one pattern.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="SchemaException">It is none that .NET knows.</exception>
    public static Regex Read(string pattern)
    {
        try
        {
            return new Regex(ToDotNet(pattern), RegexOptions.CultureInvariant, s_patience);
        }
        catch (ArgumentException error)
        {
            throw new SchemaException($"The pattern '{pattern}' cannot be read: {error.Message}");
        }
    }

    private static string ToDotNet(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 8);
        var isInClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\' when i + 1 < pattern.Length:
                    text.Append(Escape(pattern[++i], isInClass));
                    break;
                case '$' when !isInClass:
                    text.Append("\\z");
                    break;
                case '[' when isInClass:
                    text.Append("\\[");
                    break;
                case '[':
                    isInClass = true;
                    text.Append('[');

                    if (i + 1 < pattern.Length && pattern[i + 1] == '^')
                    {
                        text.Append(pattern[++i]);
                    }

                    // A bracket right behind the opening one is a member: []a] and [^]a].
                    if (i + 1 < pattern.Length && pattern[i + 1] == ']')
                    {
                        text.Append('\\').Append(pattern[++i]);
                    }

                    break;
                case ']':
                    isInClass = false;
                    text.Append(']');
                    break;
                default:
                    text.Append(pattern[i]);
                    break;
            }
        }

        return text.ToString();
    }

    private static string Escape(char escaped, bool isInClass) => (escaped, isInClass) switch
    {
        ('d', true) => "0-9",
        ('d', false) => "[0-9]",
        ('w', true) => "A-Za-z0-9_",
        ('w', false) => "[A-Za-z0-9_]",
        ('s', true) => "\\t\\n\\f\\r ",
        ('s', false) => "[\\t\\n\\f\\r ]",
        ('D', false) => "[^0-9]",
        ('W', false) => "[^A-Za-z0-9_]",
        ('S', false) => "[^\\t\\n\\f\\r ]",
        _ => $"\\{escaped}",
    };
}
