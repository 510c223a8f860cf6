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
        var parsed = SchemaCheck.Check(JsonDocument.Parse(schema).RootElement, "response_format");

        var document = new DocumentWriter("Tell me about Ada Lovelace and 42 walruses", new SplitMix((ulong)seed)).Write(parsed);

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
    [InlineData("[0-9]{3}-[A-Z]{2}")]
    [InlineData("(yes|no), (?:because|although) [a-z]+?!")]
    [InlineData(@"\d{4}-(0[1-9]|1[0-2])-\d\d")]
    [InlineData("^(?P<user>[a-z]{2,5})@example\\.com$")]
    [InlineData("-?(0|[1-9][0-9]*)(\\.[0-9]+)?")]
    [InlineData("a*")]
    public async Task StructuredOutputs_Regex_MatchesTheWholeAnswer(string regex)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var whole = $@"\A(?:{regex.Replace("?P<", "?<", StringComparison.Ordinal)})\z";

        var (status, chat) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("say it", new { structured_outputs = new { regex }, n = 20 }));
        var (_, completion) = await simulator.PostAsync("/v1/completions", new { prompt = "say it", structured_outputs = new { regex }, max_tokens = 100 });

        Assert.Equal(200, status);
        Assert.All(chat.GetProperty("choices").EnumerateArray(), choice => Assert.Matches(whole, choice.GetProperty("message").GetProperty("content").GetString()));
        Assert.Matches(whole, completion.GetProperty("choices")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task StructuredOutputs_Json_MayBeTheTextOfASchema()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (_, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("x", new { structured_outputs = new { json = """{"type":"integer","minimum":7,"maximum":9}""" } }));
        var (_, any) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("x", new { structured_outputs = new { json_object = true } }));

        Assert.Matches("^[789]$", answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
        Assert.StartsWith("{", any.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"regex":"[unclosed"}""", "regular expression is not valid")]
    [InlineData("""{"regex":"a(?=b)"}""", "beyond this simulator")]
    [InlineData("""{"regex":"a$b"}""", "beyond this simulator")]
    [InlineData("""{"regex":5}""", "body.structured_outputs.regex")]
    [InlineData("""{"grammar":"root ::= \"a\""}""", "`structured_outputs.grammar` is not supported")]
    [InlineData("""{"structural_tag":"{}"}""", "`structured_outputs.structural_tag` is not supported")]
    [InlineData("""{"choice":[]}""", "cannot be empty")]
    [InlineData("""{"choice":["a"],"regex":"b"}""", "multiple are specified: regex, choice")]
    [InlineData("""{"json":{"type":"bogus"}}""", "$.type 'bogus' is not one of string,")]
    [InlineData("""{"json":"{"}""", "its text is no JSON")]
    [InlineData("5", "body.structured_outputs")]
    public async Task StructuredOutputs_ThatCannotBeKeptTo_Get400(string outputs, string message)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var chat = await simulator.PostRawAsync("/v1/chat/completions", $$"""{"messages":[],"stream":true,"structured_outputs":{{outputs}}}""");
        var completion = await simulator.PostRawAsync("/v1/completions", $$"""{"prompt":"x","structured_outputs":{{outputs}}}""");

        Assert.Equal((400, 400), (chat.Status, completion.Status));
        Assert.Contains(message, Message(chat.Body), StringComparison.Ordinal);
        Assert.Contains(message, Message(completion.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"bogus"}""", "$.type 'bogus' is not one of")]
    [InlineData("""{"type":[]}""", "$.type must be the name of a type")]
    [InlineData("""{"type":["string","text"]}""", "$.type 'text' is not one of")]
    [InlineData("""{"properties":3}""", "$.properties must be an object of schemas")]
    [InlineData("""{"properties":{"a":{"items":"string"}}}""", "$.properties.a.items must be an object or a boolean")]
    [InlineData("""{"anyOf":[]}""", "$.anyOf must be a list of schemas")]
    [InlineData("""{"anyOf":[{"minimum":"1"}]}""", "$.anyOf.0.minimum must be a number")]
    [InlineData("""{"$defs":{"x":{"maxItems":-1}}}""", "$.$defs.x.maxItems must be a whole number")]
    [InlineData("""{"enum":{"a":1}}""", "$.enum must be a list")]
    [InlineData("""{"required":["a",1]}""", "$.required must be a list of names")]
    [InlineData("""{"$ref":7}""", "$.$ref must be a string")]
    [InlineData("[]", "$ must be an object")]
    [InlineData("\"object\"", "$ must be an object")]
    public async Task ResponseFormat_ThatIsNoSchema_Gets400ThatSaysWhere(string schema, string message)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var chat = await simulator.PostRawAsync("/v1/chat/completions", ChatFor(schema));
        var response = await simulator.PostRawAsync("/v1/responses", """{"input":"x","text":{"format":{"type":"json_schema","name":"x","schema":""" + schema + "}}}");

        Assert.Equal((400, 400), (chat.Status, response.Status));
        Assert.Contains($"The JSON schema is not valid: {message}", Message(chat.Body), StringComparison.Ordinal);
        Assert.Contains(message, Message(response.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("""{"type":["string","null"],"title":"T","default":5,"examples":[1],"x-own":{"type":"bogus"}}""")]
    [InlineData("""{"type":"object","properties":{"type":{"type":"string"},"properties":{"type":"integer"}},"additionalProperties":false}""")]
    [InlineData("""{"type":"number","minimum":1,"exclusiveMinimum":true,"multipleOf":0.5}""")]
    [InlineData("""{"type":"array","items":[{"type":"string"},{"type":"integer"}],"minItems":2.0}""")]
    [InlineData("""{"const":{"type":"bogus"}}""")]
    public async Task ResponseFormat_UnusualSchema_IsTaken(string schema)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, answer) = await simulator.PostRawAsync("/v1/chat/completions", ChatFor(schema));

        Assert.True(status == 200, answer);
    }

    [Fact]
    public async Task ResponseFormat_StructuralTag_IsRefused()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var (status, answer) = await simulator.PostAsync("/v1/chat/completions", RunningSimulator.Chat("x", new { response_format = new { type = "structural_tag" } }));

        Assert.Equal(400, status);
        Assert.Contains("`structural_tag` is not supported", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
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

    private static string ChatFor(string schema) =>
        """{"messages":[],"response_format":{"type":"json_schema","json_schema":{"name":"x","schema":""" + schema + "}}}";

    private static string? Message(string answer) => JsonDocument.Parse(answer).RootElement.GetProperty("error").GetProperty("message").GetString();
}
