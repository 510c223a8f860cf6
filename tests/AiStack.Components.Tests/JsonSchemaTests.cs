using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiStack.Components.Tests.Corpus;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;
using NJsonSchema;

namespace AiStack.Components.Tests;

/// <summary>What the JSON Schema says of a file is what reading says, as far as JSON Schema can say it.</summary>
public sealed partial class JsonSchemaTests
{
    private static readonly Task<JsonSchema> s_schema = JsonSchema.FromJsonAsync(StackJsonSchema.Of(ComponentCatalog.Schema).ToJsonString());

    public static TheoryData<string> Samples => SampleTests.Samples;

    // Stacks that read well, and in which something does not fit together: no business of a JSON Schema.
    public static TheoryData<string> ReadableStacks => [.. CorpusFile.Names.Where(name => CorpusFile.Named(name).Expected.All(line => ReadableProblem().IsMatch(line)))];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_AgainstSchema_IsValid(string name) =>
        Assert.Empty(await ErrorsAsync(File.ReadAllText(Path.Combine(SampleFiles.RepositoryRoot, "samples", name))));

    [Theory]
    [MemberData(nameof(ReadableStacks))]
    public async Task StackThatReads_AgainstSchema_IsValid(string name) => Assert.Empty(await ErrorsAsync(File.ReadAllText(CorpusFile.Named(name).Path)));

    [Theory]
    [InlineData("AIS120-api-version-of-the-future")]
    [InlineData("AIS121-components-are-a-list")]
    [InlineData("AIS121-links-are-a-mapping")]
    [InlineData("AIS122-no-kind")]
    [InlineData("AIS122-misspelt-kind")]
    [InlineData("AIS125-vllm-without-models")]
    [InlineData("AIS201-misspelt-property")]
    [InlineData("AIS201-misspelt-at-the-top")]
    [InlineData("AIS201-property-of-another-kind")]
    [InlineData("AIS202-no-name")]
    [InlineData("AIS202-model-without-path")]
    [InlineData("AIS202-link-without-from")]
    [InlineData("AIS203-text-for-a-number")]
    [InlineData("AIS203-list-for-text")]
    [InlineData("AIS204-no-replicas")]
    [InlineData("AIS204-utilization-in-percent")]
    [InlineData("AIS205-misspelt-model-type")]
    [InlineData("AIS206-token-written-out")]
    [InlineData("AIS209-namespace-with-underscore")]
    public async Task WrongStack_AgainstSchema_IsInvalid(string name) => Assert.NotEmpty(await ErrorsAsync(File.ReadAllText(CorpusFile.Named(name).Path)));

    [Fact]
    public void Patterns_OfTheSchema_AreJavaScripts() =>
        Assert.All(Patterns(StackJsonSchema.Of(ComponentCatalog.Schema)).Distinct(), pattern =>
        {
            // What .NET has and JavaScript has not.
            Assert.DoesNotMatch(@"\\[zZAGQ]|\(\?[#>imnsx-]|\(\?P?<[a-zA-Z]+>|\[:", pattern);
            _ = new Regex(pattern, RegexOptions.ECMAScript);
        });

    [Fact]
    public void Kinds_EachOne_HasADefinitionWithItsProperties()
    {
        var definitions = StackJsonSchema.Of(ComponentCatalog.Schema)["definitions"]!.AsObject();

        Assert.All(ComponentCatalog.Schema.Kinds, kind => Assert.All(kind.Properties, property =>
            Assert.Equal(property.Description, definitions[kind.Name]!["properties"]![property.Name]!["description"]!.ToString())));
    }

    internal static IEnumerable<string> Patterns(JsonNode? node) => node switch
    {
        JsonObject thing => thing.SelectMany(property => property is { Key: "pattern", Value: JsonValue pattern } ? [pattern.ToString()] : Patterns(property.Value)),
        JsonArray list => list.SelectMany(Patterns),
        _ => [],
    };

    private static async Task<IEnumerable<string>> ErrorsAsync(string yaml) =>
        (await s_schema).Validate(Json(YamlReader.Read(yaml, "stack.yaml").Root!)!.ToJsonString()).Select(error => error.ToString());

    private static JsonNode? Json(Node node) => node switch
    {
        MappingNode mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Value)))),
        SequenceNode list => new JsonArray([.. list.Items.Select(Json)]),
        ScalarNode { IsNull: true } => null,
        ScalarNode scalar when scalar.TryGetBool(out var truth) => truth,
        ScalarNode scalar when scalar.TryGetInt64(out var number) => number,
        ScalarNode scalar when scalar.TryGetDouble(out var number) => number,
        ScalarNode scalar => scalar.Value,
        _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"{node}")),
    };

    // 12:7: error AIS301: …, not inside an environment, whose properties no schema knows
    [GeneratedRegex("^[0-9:]+ (error|warning) AIS[34]")]
    private static partial Regex ReadableProblem();
}
