namespace AiStack.Components.Tests;

/// <summary>The stack files of <c>samples/</c>.</summary>
internal static class SampleFiles
{
    /// <summary>The repository's root.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Their paths.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Directory.EnumerateFiles(Path.Combine(RepositoryRoot, "samples"), "*.yaml").Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "AiStack.sln")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException($"There is no AiStack.sln above '{AppContext.BaseDirectory}'.");
    }
}
