namespace Aspire.Embedded.Tests;

/// <summary>The repository these tests were built in.</summary>
internal static class RepositoryDirectory
{
    internal static string Path { get; } = Find();

    private static string Find()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = System.IO.Path.GetDirectoryName(directory))
        {
            if (File.Exists(System.IO.Path.Combine(directory, "AiStack.sln")))
            {
                return directory;
            }
        }

        throw new InvalidOperationException($"No AiStack.sln in or above '{AppContext.BaseDirectory}'.");
    }
}
