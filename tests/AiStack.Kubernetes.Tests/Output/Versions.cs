using System.Globalization;
using AiStack.Kubernetes.Formats;

namespace AiStack.Kubernetes.Tests.Output;

/// <summary>Publications of which one can tell whether they are whole: each file says which version it is of, and of how many files.</summary>
internal static class Versions
{
    internal static IReadOnlyList<PublicationFile> Make(int version)
    {
        var count = 60 + (version % 7 * 10);
        return [.. Enumerable.Range(0, count).Select(i =>
            new PublicationFile(string.Create(CultureInfo.InvariantCulture, $"namespaces/n{i % 5}/file{i}.yaml"), string.Create(CultureInfo.InvariantCulture, $"{version} {count}\n")))];
    }

    /// <summary>Asserts that a directory holds one version, whole.</summary>
    internal static void AssertWhole(string directory)
    {
        var texts = Directory.EnumerateFiles(System.IO.Path.Combine(directory, "namespaces"), "*", SearchOption.AllDirectories).Select(File.ReadAllText).ToArray();
        var text = Assert.Single(texts.Distinct());
        Assert.Equal(int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture), texts.Length);
        Assert.True(File.Exists(System.IO.Path.Combine(directory, ".aistack")));
    }
}
