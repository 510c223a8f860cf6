using System.Net;

namespace AiStack.Cli.Replay;

/// <summary>Text within HTML and SVG.</summary>
internal static class Html
{
    /// <summary>Text that stands for itself.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text).Replace("&#39;", "'", StringComparison.Ordinal);
}
