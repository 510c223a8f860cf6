using AiStack.Components.Vllm.Capacity;

namespace AiStack.Components.Tests.Capacity;

public class EngineOptionsTests
{
    [Fact]
    public void Parse_ArgumentsInEverySpelling_TakesWhatConcernsMemory()
    {
        var options = EngineOptions.Parse(
            ["--kv_cache_dtype=fp8", "--max-num-seqs", "64", "--max-num-batched-tokens=4096", "--enforce-eager", "--quantization", "fp8", "--seed", "7"]);

        Assert.Equal(
            new EngineOptions { KvCacheDataType = "fp8", MaxSequences = 64, MaxBatchedTokens = 4096, EnforceEager = true, Quantization = "fp8" },
            options);
        Assert.True(options.HasFp8KvCache);
    }

    [Theory]
    [InlineData("--max-num-seqs")]
    [InlineData("--max-num-seqs=-3")]
    [InlineData("--max-num-seqs=many")]
    [InlineData("")]
    public void Parse_ValueThatIsNoNumber_ChangesNothing(string argument) => Assert.Equal(EngineOptions.Default, EngineOptions.Parse([argument]));

    [Theory]
    [InlineData("7B", 7_000_000_000)]
    [InlineData("1.5b", 1_500_000_000)]
    [InlineData("350 M", 350_000_000)]
    [InlineData("1T", 1_000_000_000_000)]
    [InlineData("494032768", 494_032_768)]
    public void ParameterCount_AsPeopleWriteIt_IsRead(string text, long expected)
    {
        Assert.True(ParameterCount.TryParse(text, out var parameters));
        Assert.Equal(expected, parameters);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("B")]
    [InlineData("-7B")]
    [InlineData("0")]
    [InlineData("7 billion")]
    [InlineData("1e9")]
    [InlineData("1,5B")]
    [InlineData("99999999999999999999T")]
    public void ParameterCount_OfAnythingElse_IsRefused(string? text) => Assert.False(ParameterCount.TryParse(text, out _));
}
