using System.Globalization;
using System.Text.Json;
using AiStack.Simulator.Structured;
using AiStack.Simulator.Text;
using FsCheck.Xunit;
using OpenAI.Chat;

namespace AiStack.Simulator.Tests;

public sealed class StructuredOutputTests
{
    private static readonly string[] Moods = ["positive", "negative"];

    [Property(MaxTest = 150)]
    public void Document_ForAnySchema_Fits(int seed)
    {
        var schema = new RandomSchema(seed).Create();

        var document = new DocumentWriter("Tell me about Ada Lovelace and 42 walruses", new SplitMix((ulong)seed)).Write(JsonDocument.Parse(schema).RootElement);

        var errors = NJsonSchema.JsonSchema.FromJsonAsync(schema, TestContext.Current.CancellationToken).GetAwaiter().GetResult().Validate(document);
        Assert.True(errors.Count == 0, $"{string.Join("; ", errors)}\nschema   {schema}\ndocument {document}");
    }

    [Fact]
    public async Task ResponseFormat_ThroughTheOfficialClient_IsADocumentThatFits()
    {
        const string schema = """
            {"type":"object","required":["name","born","address","tags"],"additionalProperties":false,
             "properties":{"name":{"type":"string"},"born":{"type":"string","format":"date"},"address":{"$ref":"#/$defs/address"},
                           "tags":{"type":"array","items":{"enum":["a","b","c","d"]},"minItems":3,"uniqueItems":true}},
             "$defs":{"address":{"type":"object","required":["zip"],"properties":{"zip":{"type":"string","pattern":"^[0-9]{5}$"}}}}}
            """;
        await using var simulator = await RunningSimulator.StartAsync();

        ChatCompletion answer = await simulator.OpenAI.GetChatClient(RunningSimulator.Model).CompleteChatAsync(
            [new UserChatMessage("Who was Grace Hopper?")],
            new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("person", BinaryData.FromString(schema), jsonSchemaIsStrict: true) },
            TestContext.Current.CancellationToken);

        var document = JsonDocument.Parse(answer.Content[0].Text).RootElement;
        Assert.False(string.IsNullOrEmpty(document.GetProperty("name").GetString()));
        Assert.True(DateOnly.TryParseExact(document.GetProperty("born").GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.Matches("^[0-9]{5}$", document.GetProperty("address").GetProperty("zip").GetString());
        Assert.Equal(3, document.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).Distinct().Count());
    }

    [Fact]
    public async Task ResponseFormat_JsonObject_IsAnObject()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("anything", new { response_format = new { type = "json_object" } }));

        var text = answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(text).RootElement.ValueKind);
    }

    [Fact]
    public async Task StructuredOutputs_Choice_IsOneOfThem()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("good or bad?", new { structured_outputs = new { choice = Moods } }));

        Assert.Matches("^(positive|negative)$", answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("""{"type":"object","required":["again"],"properties":{"again":{"$ref":"#"}}}""")]
    [InlineData("""{"type":"array","minItems":1000000000,"items":{"type":"null"}}""")]
    [InlineData("""{"type":"array","minItems":20,"items":{"$ref":"#"}}""")]
    public void Document_SchemaWithoutADocumentOfSensibleSize_IsRefused(string schema)
    {
        var parsed = JsonDocument.Parse(schema).RootElement;

        Assert.Throws<Protocol.RequestProblem>(() => new DocumentWriter("x", new SplitMix(1)).Write(parsed));
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"$ref":"#/$defs/node","$defs":{"node":{"anyOf":[{"$ref":"#/$defs/node"},{"$ref":"#/$defs/node"},{"type":"null"}]}}}""")]
    [InlineData("""{"allOf":[{"$ref":"#"},{"type":"object"}]}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"},"b":{"$ref":"#"},"c":{"$ref":"#"},"d":{"$ref":"#"},"e":{"$ref":"#"},"f":{"$ref":"#"},"g":{"$ref":"#"},"h":{"$ref":"#"}}}""")]
    [InlineData("""{"type":"string","pattern":"((((a{9999}){9999}){9999}){9999})"}""")]
    [InlineData("""{"type":"string","pattern":"[\\u0000-\uffff]{3}[unclosed"}""")]
    public void Document_SchemaThatGoesInCircles_ComesToAnEnd(string schema)
    {
        var document = new DocumentWriter("x", new SplitMix(1)).Write(JsonDocument.Parse(schema).RootElement);

        Assert.InRange(document.Length, 1, 1_000_000);
    }
}
