using System.Text.RegularExpressions;
using AiStack.Core.Schema;

namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>The forms of names that Kubernetes knows.</summary>
internal static partial class KubernetesNames
{
    /// <summary>What keeps a text from being a DNS subdomain (RFC 1123); <see langword="null"/>: nothing.</summary>
    public static string? SubdomainProblem(string text) => Problem(text, 253, SubdomainPattern(), "lower-case letters, digits, '-' and '.', with a letter or digit at both ends of each part");

    /// <summary>What keeps a text from being a DNS label (RFC 1123).</summary>
    public static string? LabelProblem(string text) => Problem(text, 63, LabelPattern(), "lower-case letters, digits and '-', with a letter or digit at both ends");

    /// <summary>What keeps a text from being a DNS label that begins with a letter (RFC 1035).</summary>
    public static string? ServiceProblem(string text) => Problem(text, 63, ServicePattern(), "lower-case letters, digits and '-', with a letter first and a letter or digit last");

    /// <summary>What keeps a text from being the name of a port.</summary>
    public static string? PortProblem(string text) =>
        Problem(text, 15, LabelPattern(), "lower-case letters, digits and '-', with a letter or digit at both ends")
        ?? (!text.Any(char.IsAsciiLetterLower) ? $"'{text}' has no letter; the name of a port needs one." : null)
        ?? (text.Contains("--", StringComparison.Ordinal) ? $"'{text}' has two '-' in a row, which the name of a port may not." : null);

    /// <summary>What keeps a text from being a path segment, as names of roles are: <c>system:reader</c>.</summary>
    public static string? SegmentProblem(string text) => text is "." or ".." || text.Contains('/', StringComparison.Ordinal) || text.Contains('%', StringComparison.Ordinal) ? $"'{text}' may not be '.' or '..' and not have '/' or '%' in it." : null;

    /// <summary>What keeps a text from being a key of a label or annotation: <c>[prefix/]name</c>.</summary>
    public static string? KeyProblem(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var prefix = slash >= 0 ? SubdomainProblem(text[..slash]) : null;
        return prefix is not null ? $"Before its '/': {prefix}" : Problem(text[(slash + 1)..], 63, QualifiedPattern(), "letters, digits, '-', '_' and '.', with a letter or digit at both ends");
    }

    /// <summary>What keeps a text from being the value of a label.</summary>
    public static string? ValueProblem(string text) => text.Length == 0 ? null : Problem(text, 63, QualifiedPattern(), "letters, digits, '-', '_' and '.', with a letter or digit at both ends");

    private static string? Problem(string text, int longest, Regex pattern, string allowed) =>
        text.Length > longest ? $"'{Excerpt.Of(text)}' is too long: {text.Length} characters, at most {longest}."
        : !pattern.IsMatch(text) ? $"'{Excerpt.Of(text)}' is not allowed: {allowed}."
        : null;

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"\A[a-z]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServicePattern();

    [GeneratedRegex(@"\A[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex QualifiedPattern();
}
