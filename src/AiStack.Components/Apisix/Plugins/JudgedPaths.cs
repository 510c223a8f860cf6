namespace AiStack.Components.Apisix.Plugins;

/// <summary>Paths whose requests ai-proxy understands: it adds messages to them, reads the tokens of their answers, and hands their prompts to the guard.</summary>
/// <remarks>
/// Everything else it passes on unseen (<c>apisix/plugins/ai-protocols/passthrough.lua</c> of apache/apisix 3.18): on <c>/v1/*</c> a caller of the older
/// <c>/v1/completions</c> would have as many tokens as it liked, and no message before its prompt. A guard needs no such list: it refuses what it does not understand.
/// </remarks>
internal static class JudgedPaths
{
    private const string Version = "/v1";

    // Told by their bodies, whatever stands before. Embeddings have no prompt and few tokens, but their answers tell them.
    private static readonly string[] s_anywhere = ["/chat/completions", "/embeddings"];

    // Some are told by their path.
    private static readonly string[] s_versioned = [.. s_anywhere.Concat(["/messages", "/responses"]).Select(name => $"{Version}{name}")];

    // What a path of OpenAI's or vLLM's API ends in that is passed on unseen.
    private static readonly string[] s_unseen =
        ["/completions", "/rerank", "/score", "/pooling", "/classify", "/tokenize", "/detokenize", "/moderations", "/audio/speech", "/audio/transcriptions", "/audio/translations", "/images/generations"];

    /// <summary>The paths that a route answers, when its policies have to see every request.</summary>
    /// <param name="path">What was said: one path, or with <c>*</c> at its end all that begin so.</param>
    /// <param name="prefix">What stands before it, without a slash at the end; empty: nothing.</param>
    /// <returns>Where the API may be below a path of the user's own, with and without its version. The path itself where it is one path, or nothing below it is understood.</returns>
    public static IReadOnlyList<string> Below(string path, string prefix)
    {
        string[] judged = path.EndsWith('*') ? [.. Below(path[..^1])] : [];
        return judged.Length == 0 ? [$"{prefix}{path}"] : [.. judged.Select(known => $"{prefix}{known}")];
    }

    /// <summary>Whether nothing that a path is for is seen by a policy.</summary>
    public static bool IsUnseen(string path) =>
        path.EndsWith('*') ? !Below(path[..^1]).Any()
        : !path.EndsWith("/chat/completions", StringComparison.Ordinal) && s_unseen.Any(end => path.EndsWith(end, StringComparison.Ordinal));

    private static IEnumerable<string> Below(string beginning)
    {
        var known = s_versioned.Where(path => path.StartsWith(beginning, StringComparison.Ordinal)).ToList();
        var directory = beginning.TrimEnd('/');
        return known.Count > 0 ? known
            : directory.EndsWith(Version, StringComparison.Ordinal) ? s_versioned.Select(path => $"{directory[..^Version.Length]}{path}")
            : directory.Contains($"{Version}/", StringComparison.Ordinal) ? []
            : s_anywhere.Concat(s_versioned).Select(path => $"{directory}{path}");
    }
}
