using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AppHost.Tests;

/// <summary>What ARCHITECTURE.md says about who knows whom is what the project files say.</summary>
public sealed partial class ArchitectureTests
{
    public static TheoryData<string> Projects => [.. Directory.EnumerateFiles(RunningAppHost.RepositoryRoot, "*.csproj", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(RunningAppHost.RepositoryRoot, path))
        .Where(path => !path.StartsWith("tests", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_AreThoseOfTheTable(string project)
    {
        var row = Assert.Single(Row().Matches(ReadFile("ARCHITECTURE.md")), row => project.StartsWith(row.Groups["directory"].Value, StringComparison.Ordinal));
        var known = row.Groups["known"].Value.Split(',', StringSplitOptions.TrimEntries).Where(name => name != "–");

        Assert.Equal(known.Order(StringComparer.Ordinal), References(XDocument.Parse(ReadFile(project))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Hosting_SourceFiles_NameNoComponent()
    {
        var components = Directory.EnumerateDirectories(Path.Combine(RunningAppHost.RepositoryRoot, "src", "AiStack.Components"))
            .Select(path => Path.GetFileName(path)!).Where(name => name is not ("bin" or "obj" or "Offers" or "Kubernetes")).ToList();

        Assert.NotEmpty(components);
        Assert.All(Directory.EnumerateFiles(Path.Combine(RunningAppHost.RepositoryRoot, "src", "AiStack.Hosting"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal)),
            path => Assert.DoesNotContain(components, name => File.ReadAllText(path).Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<string> References(XDocument project) =>
    [
        .. project.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value).Replace("AiStack.", "", StringComparison.Ordinal)),
        .. project.Descendants("UsesAspireHosting").Select(_ => "Aspire"),
    ];

    private static string ReadFile(string path) => File.ReadAllText(Path.Combine(RunningAppHost.RepositoryRoot, path));

    // | `src/AiStack.Components/` | one folder per component … | Aspire, Hosting |
    [GeneratedRegex(@"^\| `(?<directory>[^`]+)` \|.*\| (?<known>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
