using System.Text.Json.Nodes;
using AiStack.Components.Apisix.Standalone;
using FsCheck;
using FsCheck.Fluent;
using YamlDotNet.RepresentationModel;

namespace AiStack.Components.Tests.Apisix.Standalone;

/// <summary>Documents as YAML: whoever reads them gets what was written.</summary>
public sealed class ApisixYamlTests
{
    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("", "''")]
    [InlineData("it's", "'it''s'")]
    [InlineData(" # no comment: {really} ", "' # no comment: {really} '")]
    [InlineData("ä😀\u200d", "'ä😀\u200d'")]
    [InlineData("tab\there", "\"tab\\there\"")]
    [InlineData("\\ and \"\n", "|\n    \\ and \"")]
    [InlineData("one\ntwo", "|-\n    one\n    two")]
    [InlineData("one\n\n  two\n", "|\n    one\n\n      two")]
    [InlineData(" one\ntwo", "\" one\\ntwo\"")]
    [InlineData("one \ntwo", "\"one \\ntwo\"")]
    [InlineData("one\n\n", "\"one\\n\\n\"")]
    [InlineData("\none", "\"\\none\"")]
    [InlineData("\u0007\u0085\u2028\ufeff", "\"\\u0007\\u0085\\u2028\\ufeff\"")]
    [InlineData("${{HOME}}", "'${{AISTACK_DOLLAR_SIGN:=$}}{{HOME}}'")]
    public void Text_Written_IsThis(string text, string expected)
    {
        var yaml = ApisixYaml.Write(new() { ["a"] = new JsonObject { ["b"] = text } });

        Assert.Equal($"a:\n  b: {expected}\n#END\n", yaml);
    }

    [Theory]
    [InlineData("ai-proxy", "ai-proxy")]
    [InlineData("Authorization", "Authorization")]
    [InlineData("on", "'on'")]
    [InlineData("7", "'7'")]
    [InlineData("a: b", "'a: b'")]
    public void Key_Written_IsThis(string key, string expected) => Assert.Equal($"{expected}: 1\n#END\n", ApisixYaml.Write(new() { [key] = 1 }));

    [Fact]
    public void Lists_OfObjects_HaveTheirFirstEntryBehindTheDash() =>
        Assert.Equal(
            """
            routes:
              - id: 'a'
                uris:
                  - '/*'
                plugins:
                  cors: {}
                  key-auth:
                    hide_credentials: true
                none: []
              - id: 'b'
            #END

            """,
            ApisixYaml.Write(JsonNode.Parse("""{"routes":[{"id":"a","uris":["/*"],"plugins":{"cors":{},"key-auth":{"hide_credentials":true}},"none":[]},{"id":"b"}]}""")!.AsObject()));

    [Fact]
    public void Document_OfEverything_IsReadBackAsItWas() => AssertReadsBack(StandaloneStack.Everything.Document());

    [Fact]
    public void Text_OfAnyLetters_IsReadBackAsItWas() =>
        Prop.ForAll(Gen.Elements("a", " ", "\n", "\t", "\r", "'", "\"", "\\", "#", ":", "-", "{", "$", "ä", "😀", "\u0085", "\u2028", "%", "&", "*", "\0").ListOf().ToArbitrary(), letters =>
        {
            var text = string.Concat(letters);
            var read = Read(ApisixYaml.Write(new() { ["list"] = new JsonArray(text, new JsonObject { ["text"] = text }) }));
            return Plain(new JsonArray(text, new JsonObject { ["text"] = text })) == Plain(read["list"]!);
        }).QuickCheckThrowOnFailure();

    internal static void AssertReadsBack(JsonObject document) => Assert.Equal(Plain(document), Plain(Read(ApisixYaml.Write(document))));

    private static string Plain(JsonNode node) => node.ToJsonString().Replace("${{AISTACK_DOLLAR_SIGN:=$}}{{", "${{", StringComparison.Ordinal);

    private static JsonNode Read(string yaml)
    {
        Assert.EndsWith("\n#END\n", yaml, StringComparison.Ordinal);
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Json(stream.Documents.Single().RootNode);
    }

    private static JsonNode Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, (JsonNode?)Json(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Json)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: { } plain } => JsonNode.Parse(plain)!,
        YamlScalarNode scalar => JsonValue.Create(scalar.Value)!,
        _ => throw new NotSupportedException(node.GetType().Name),
    };
}
