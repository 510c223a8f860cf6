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
}
