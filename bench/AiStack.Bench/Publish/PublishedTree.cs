namespace AiStack.Bench.Publish;

/// <summary>What a program has written.</summary>
internal static class PublishedTree
{
    private static readonly string[] Directories = ["cluster", "namespaces"];

    /// <summary>Files of objects that `aistack publish` wrote.</summary>
    internal static IReadOnlyList<string> ObjectFiles(string directory) =>
        [.. Directories.Select(name => Path.Combine(directory, name)).Where(Directory.Exists)
            .SelectMany(below => Directory.EnumerateFiles(below, "*.yaml", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];

    /// <summary>The kinds of the objects in some files, one object each.</summary>
    internal static IReadOnlyList<PublishedKind> Kinds(IEnumerable<string> files) =>
        [.. files.Select(File.ReadAllLines).GroupBy(lines => (ApiVersion: Value(lines, "apiVersion: "), Kind: Value(lines, "kind: ")))
            .Select(group => new PublishedKind(group.Key.ApiVersion, group.Key.Kind, group.Count(), (int)group.Average(lines => lines.Length)))];

    private static string Value(string[] lines, string key) => lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim('"') ?? "none";
}
