using System.Text.RegularExpressions;
using NJsonSchema;

namespace AiStack.Cli.Tests;

public sealed partial class InitTests : IDisposable
{
    private readonly Aistack _aistack = new();

    [Theory]
    [InlineData("rag")]
    [InlineData("scaling-api")]
    public async Task Template_Written_ChecksCleanAndIsTheSample(string template)
    {
        var answer = await _aistack.CallAsync("init", template);

        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(Sample(template), Read("stack.yaml"));
        Assert.Equal(0, (await _aistack.CallAsync("check", "--strict", "stack.yaml")).ExitCode);
    }

    [Fact]
    public async Task Template_None_IsTheFirstOfTheList()
    {
        Assert.Equal(0, (await _aistack.CallAsync("init")).ExitCode);

        Assert.StartsWith("rag ", (await _aistack.CallAsync("init", "--list")).Output, StringComparison.Ordinal);
        Assert.Equal(Sample("rag"), Read("stack.yaml"));
    }

    [Fact]
    public async Task Schema_ThatTheFileNames_IsBesideItAndIsTheOneOfTheSchemaCommand()
    {
        await _aistack.CallAsync("init", "--output", "stacks/my.yaml");

        var name = SchemaLine().Match(Read("stacks/my.yaml")).Groups["file"].Value;
        Assert.Equal((await _aistack.CallAsync("schema")).Output, Read($"stacks/{name}"));
        Assert.NotNull((await JsonSchema.FromJsonAsync(Read($"stacks/{name}"), TestContext.Current.CancellationToken)).Properties["components"]);
    }

    [Fact]
    public async Task File_ThatIsThere_IsLeftAsItIs()
    {
        _aistack.Write("stack.yaml", "mine");

        var answer = await _aistack.CallAsync("init");

        Assert.Equal(new(1, "", "aistack: 'stack.yaml' exists already and is left as it is. Name another file with --output.\n"), answer);
        Assert.Equal("mine", Read("stack.yaml"));
        Assert.Single(Directory.EnumerateFileSystemEntries(_aistack.Directory));
    }

    [Fact]
    public async Task Schema_OfTheSamplesDirectory_IsTheOneOfTheSchemaCommand()
    {
        var path = Path.Combine(Aistack.RepositoryRoot, "samples", "aistack.schema.json");
        var schema = (await _aistack.CallAsync("schema")).Output;
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(path, schema, TestContext.Current.CancellationToken);
        }

        Assert.True(schema == await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), "samples/aistack.schema.json is not what `aistack schema` prints: ACCEPT_GOLDEN=1 rewrites it.");
    }

    public void Dispose() => _aistack.Dispose();

    private static string Sample(string name) => File.ReadAllText(Path.Combine(Aistack.RepositoryRoot, "samples", $"{name}.yaml"));

    private string Read(string name) => File.ReadAllText(Path.Combine(_aistack.Directory, name));

    [GeneratedRegex(@"^# yaml-language-server: \$schema=(?<file>\S+)$", RegexOptions.Multiline)]
    private static partial Regex SchemaLine();
}
