using System.Text.RegularExpressions;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// DCP reads environment values and arguments as Go templates. We use one of them, the port that a program shall listen on;
/// any other double brace is the user's own text and is written so that DCP gives it back as it was.
/// </summary>
internal static partial class DcpTemplate
{
    /// <summary>Stands for the port on which a program must listen to be behind the Service; DCP fills it in at every start.</summary>
    // Without trim dashes: inside a longer text those eat the neighbouring blanks.
    internal static string PortForServing(string service) => $$$"""{{portForServing "{{{service}}}"}}""";

    /// <summary>A value as DCP must get it.</summary>
    /// <param name="value">The resolved value.</param>
    /// <param name="services">Names of the Services of this run, whose expressions stay what they are.</param>
    internal static string Escape(string value, IReadOnlySet<string> services) =>
        value.Contains("{{", StringComparison.Ordinal)
            ? OpeningBraces().Replace(value, match => match.Groups["service"] is { Success: true } service && services.Contains(service.Value) ? match.Value : EscapedBraces + Tail(match, services))
            : value;

    private const string EscapedBraces = "{{`{{`}}";

    // What follows the braces of an expression that is not ours may hold further ones.
    private static string Tail(Match match, IReadOnlySet<string> services) => Escape(match.Value[2..], services);

    [GeneratedRegex("""\{\{(?:portForServing "(?<service>[^"]*)"\}\})?""", RegexOptions.ExplicitCapture)]
    private static partial Regex OpeningBraces();
}
