namespace AiStack.Components.Tests.Publishing;

/// <summary>What stacks are published as, whole, against files that were read line by line. ACCEPT_GOLDEN=1 writes them anew.</summary>
public sealed class ScenarioTests
{
    [Theory]
    [MemberData(nameof(Scenario.All), MemberType = typeof(Scenario))]
    public void Publish_Scenario_IsAsExpected(string name)
    {
        var scenario = new Scenario(name);
        var files = scenario.Files();
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            Accept(scenario, files);
        }

        var expected = Directory.EnumerateFiles(scenario.ExpectedDirectory, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(scenario.ExpectedDirectory, path).Replace('\\', '/'), File.ReadAllText);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(expected[file.Key], file.Value));
    }

    [Theory]
    [MemberData(nameof(Scenario.All), MemberType = typeof(Scenario))]
    public void Publish_Scenario_HasNoProblems(string name) => Assert.Empty(new Scenario(name).Publish().Problems);

    private static void Accept(Scenario scenario, IReadOnlyDictionary<string, string> files)
    {
        if (Directory.Exists(scenario.ExpectedDirectory))
        {
            Directory.Delete(scenario.ExpectedDirectory, recursive: true);
        }

        foreach (var (path, content) in files)
        {
            var file = Path.Combine(scenario.ExpectedDirectory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }
    }
}
