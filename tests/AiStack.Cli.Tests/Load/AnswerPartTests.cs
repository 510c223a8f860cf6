using System.Text.Json;
using AiStack.Cli.Load;

namespace AiStack.Cli.Tests.Load;

public sealed class AnswerPartTests
{
    // As vLLM, OpenAI and others write them.
    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""", false, false)]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":"Reg"},"logprobs":null,"finish_reason":null}]}""", true, false)]
    [InlineData("""{"choices":[{"index":0,"delta":{"reasoning_content":"so"},"finish_reason":null}]}""", true, false)]
    [InlineData("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{"}}]},"finish_reason":null}]}""", true, false)]
    [InlineData("""{"choices":[{"index":0,"text":" '","finish_reason":"length"}]}""", true, true)]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", false, true)]
    [InlineData("""{"id":"x","error":null,"choices":[{"index":0,"delta":{"content":null},"finish_reason":null}],"usage":null}""", false, false)]
    public void Event_OfAStream_TellsWhetherItHasTextAndTheEnd(string json, bool hasText, bool hasEnd)
    {
        var part = AnswerPart.Read(System.Text.Encoding.UTF8.GetBytes(json));

        Assert.Equal((hasText, hasEnd, null), (part.HasText, part.HasEnd, part.Error));
    }

    [Fact]
    public void Usage_InAnEvent_IsRead()
    {
        var part = AnswerPart.Read("""{"choices":[],"usage":{"prompt_tokens":10,"total_tokens":13,"completion_tokens":3}}"""u8);

        Assert.Equal((10, 3), (part.PromptTokens, part.OutputTokens));
    }

    [Theory]
    [InlineData("""{"error":{"message":"The engine\nis gone.","code":500}}""", "The engine is gone.")]
    [InlineData("""{"error":"gone"}""", "gone")]
    [InlineData("""{"error":{"code":500}}""", """{"error":{"code":500}}""")]
    public void Error_InAnEvent_IsOneLine(string json, string message) => Assert.Equal(message, AnswerPart.Read(System.Text.Encoding.UTF8.GetBytes(json)).Error);

    [Fact]
    public void NoJson_InAnEvent_IsNoAnswer() => Assert.ThrowsAny<JsonException>(() => AnswerPart.Read("<html>"u8));
}
