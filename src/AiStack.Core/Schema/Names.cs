using System.Text.RegularExpressions;

namespace AiStack.Core.Schema;

/// <summary>The forms of names that Kubernetes takes.</summary>
/// <remarks>Source: Kubernetes, «Object Names and IDs» and «Labels and Selectors».</remarks>
public static partial class Names
{
    /// <summary>Longest DNS label, in characters.</summary>
    public const int LongestLabel = 63;

    /// <summary>Lower-case letters, digits and hyphens, beginning and ending with a letter or digit.</summary>
    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    public static partial Regex DnsLabel();

    /// <summary>DNS labels with dots between them.</summary>
    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    public static partial Regex DnsSubdomain();

    /// <summary>A key of a Secret or ConfigMap.</summary>
    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z", RegexOptions.CultureInvariant)]
    public static partial Regex SecretKey();

    /// <summary>Name of a label or annotation, with or without a prefix.</summary>
    [GeneratedRegex(@"^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    public static partial Regex LabelName();

    /// <summary>Value of a label.</summary>
    [GeneratedRegex(@"^([A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?)?\z", RegexOptions.CultureInvariant)]
    public static partial Regex LabelValue();

    /// <summary>Whether a text is a DNS label of at most so many characters.</summary>
    public static bool IsDnsLabel(string text, int maximumLength = LongestLabel)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= maximumLength && DnsLabel().IsMatch(text);
    }
}
