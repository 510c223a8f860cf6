using System.Text;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Tests.Corpus;

/// <summary>A wrong stack whose first lines say what is wrong with it.</summary>
/// <param name="path">The file. Taken as bytes: some are wrong in their encoding.</param>
internal sealed class CorpusFile(string path)
{
    private const string Mark = "#! ";

    private static readonly string s_directory = System.IO.Path.Combine(SampleFiles.RepositoryRoot, "tests", "AiStack.Components.Tests", "Corpus");

    /// <summary>Names of the files, without directory and extension.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateFiles(s_directory, "*.yaml").Select(System.IO.Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!;

    /// <summary>The file of a name.</summary>
    public static CorpusFile Named(string name) => new(System.IO.Path.Combine(s_directory, $"{name}.yaml"));

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>What its first lines say, without the mark.</summary>
    public IReadOnlyList<string> Expected =>
        [.. Encoding.UTF8.GetString(File.ReadAllBytes(Path)).Split('\n').TakeWhile(line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(line => line[Mark.Length..])];

    /// <summary>What is found, in the form of the first lines.</summary>
    public IReadOnlyList<string> Found() => [.. Problems().Select(problem => problem.ToString().Replace(Path, System.IO.Path.GetFileName(Path), StringComparison.Ordinal)[$"{System.IO.Path.GetFileName(Path)}:".Length..])];

    /// <summary>What is found.</summary>
    public IReadOnlyList<Problem> Problems() => StackFile.Check(Path, ComponentCatalog.Schema).Problems;

    /// <summary>Makes the first lines say what is found.</summary>
    public void Accept()
    {
        var body = Body(File.ReadAllBytes(Path));

        // The lines written here move everything below, and with it the lines that problems name.
        for (var attempt = 0; attempt < 3 && Found() is var found && !found.SequenceEqual(Expected); attempt++)
        {
            File.WriteAllBytes(Path, [.. Encoding.UTF8.GetBytes(string.Concat(found.Select(line => $"{Mark}{line}\n"))), .. body]);
        }
    }

    private static byte[] Body(ReadOnlySpan<byte> file)
    {
        while (file.StartsWith("#! "u8))
        {
            file = file.IndexOf((byte)'\n') is >= 0 and var end ? file[(end + 1)..] : [];
        }

        return file.ToArray();
    }
}
