using AiStack.Components.Vllm.Capacity;

namespace AiStack.Components.Tests.Capacity;

public class MemoryEstimatorTests
{
    private const double GiB = 1L << 30;

    [Fact]
    public void SmallModel_OnAnL4_Fits()
    {
        var estimate = OnGpu(Load("Qwen/Qwen2-1.5B-Instruct", 4096), "l4");

        Assert.Equal(MemoryFit.Fits, estimate.Fit);
        Assert.Equal(28L * 2 * 2 * 128 * 2 * 4096, estimate.KvCacheBytes);
        Assert.Equal(32768, estimate.LongestModelLength);
        Assert.Equal(1, estimate.SmallestTensorParallel);
    }

    [Fact]
    public void Llama8B_AtItsFullLengthOn24GB_DoesNotFitAndSaysWhatWould()
    {
        var estimate = OnGpu(Load("meta-llama/Llama-3.1-8B-Instruct"), "a10g");

        Assert.Equal((MemoryFit.DoesNotFit, 131072), (estimate.Fit, estimate.MaxModelLength));
        Assert.Equal(16L << 30, estimate.KvCacheBytes);
        Assert.InRange(estimate.LongestModelLength!.Value, 12_000, 36_000);
        Assert.Equal(2, estimate.SmallestTensorParallel);
    }

    // Reports of vLLM on boards of this size: 31232 tokens with 20000 computed in one step, 41152 with 512 (no sampler run then).
    [Fact]
    public void Llama8B_OnAConsumerCardOf24GB_HasRoomForWhatVllmReports() =>
        Assert.InRange(OnGpu(Load("meta-llama/Llama-3.1-8B-Instruct"), "rtx-4090").LongestModelLength!.Value, 31_232, 41_152);

    [Fact]
    public void Llama70B_OnOne80GB_LacksRoomForItsWeights()
    {
        var estimate = OnGpu(Load("meta-llama/Llama-3.3-70B-Instruct", 4096), "h100");

        Assert.Equal(MemoryFit.DoesNotFit, estimate.Fit);
        Assert.Null(estimate.LongestModelLength);
        Assert.Equal(2, estimate.SmallestTensorParallel);
        Assert.Equal(4, OnGpu(Load("meta-llama/Llama-3.3-70B-Instruct", 131072), "h100").SmallestTensorParallel);
    }

    // Figures of vLLM's own start-up lines ("model weights take", "Loading model weights took"), in GiB.
    [Theory]
    [InlineData("meta-llama/Meta-Llama-3-8B", 1, 14.96)]
    [InlineData("meta-llama/Meta-Llama-3-8B", 2, 7.48)]
    [InlineData("Qwen/Qwen2.5-32B-Instruct", 2, 30.71)]
    [InlineData("Qwen/Qwen2.5-7B-Instruct-AWQ", 1, 5.2)]
    [InlineData("deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B", 1, 3.34)]
    public void Weights_AreWhatVllmLogs(string model, int gpus, double logged) =>
        Assert.InRange(OnGpu(Load(model, 2048) with { TensorParallel = gpus }, "h100").WeightBytes / GiB, logged * 0.98, logged * 1.02);

    // Checkpoint sizes that the model card gives, in GiB.
    [Theory]
    [InlineData("openai/gpt-oss-20b", 12.8)]
    [InlineData("openai/gpt-oss-120b", 60.8)]
    public void Weights_InMxfp4_AreTheCheckpoint(string model, double published) =>
        Assert.InRange(OnGpu(Load(model, 2048), "h100").WeightBytes / GiB, published * 0.99, published * 1.01);

    // "PyTorch activation peak memory" of vLLM's log, in GiB; the rest of the overhead is 0.73.
    [Theory]
    [InlineData("meta-llama/Meta-Llama-3-8B", 1.26)]
    [InlineData("Qwen/Qwen2.5-7B-Instruct-AWQ", 1.42)]
    [InlineData("deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B", 1.39)]
    public void Overhead_IsCloseToTheActivationPeakThatVllmLogs(string model, double logged) =>
        Assert.InRange(OnGpu(Load(model, 2048), "l4").OverheadBytes / GiB - 0.73, logged * 0.85, logged * 1.2);

    [Fact]
    public void KvCacheInFp8_IsHalfAsLarge()
    {
        var load = Load("Qwen/Qwen2.5-7B-Instruct", 8192);
        var halved = load with { Options = EngineOptions.Parse(["--kv-cache-dtype", "fp8"]) };

        Assert.Equal(OnGpu(load, "l4").KvCacheBytes, 2 * OnGpu(halved, "l4").KvCacheBytes);
    }

    [Fact]
    public void KvCache_WithMoreGpusThanHeads_IsCopied()
    {
        var load = Load("Qwen/Qwen2.5-3B-Instruct", 8192);

        Assert.Equal(
            OnGpu(load with { TensorParallel = 2 }, "l4").KvCacheBytes,
            OnGpu(load with { TensorParallel = 8 }, "l4").KvCacheBytes);
    }

    [Fact]
    public void KvCache_OfLatentAttention_IsOneVectorPerLayerAndTokenOnEveryGpu()
    {
        var load = Load("deepseek-ai/DeepSeek-V3", 8192);

        Assert.Equal(61L * 576 * 2 * 8192, OnGpu(load, "h200").KvCacheBytes);
        Assert.Equal(61L * 576 * 2 * 8192, OnGpu(load with { TensorParallel = 8 }, "h200").KvCacheBytes);
    }

    [Fact]
    public void KvCache_OfSlidingLayers_StopsGrowing()
    {
        var load = Load("google/gemma-3-27b-it", 32768);
        var growth = OnGpu(load with { MaxModelLength = 65536 }, "h100").KvCacheBytes - OnGpu(load, "h100").KvCacheBytes;

        Assert.Equal(10L * 2 * 16 * 128 * 2 * 32768, growth);
    }

    [Fact]
    public void Length_WithinABlock_TakesTheWholeBlock() =>
        Assert.Equal(OnGpu(Load("Qwen/Qwen2-7B-Instruct", 16), "l4").KvCacheBytes, OnGpu(Load("Qwen/Qwen2-7B-Instruct", 1), "l4").KvCacheBytes);

    [Fact]
    public void Float32_DoublesWeightsAndKvCache()
    {
        var (plain, wide) = (OnGpu(Load("Qwen/Qwen2-7B-Instruct", 64), "l4"), OnGpu(Load("Qwen/Qwen2-7B-Instruct", 64) with { DataType = "float32" }, "l4"));

        Assert.Equal((2 * plain.WeightBytes, 2 * plain.KvCacheBytes), (wide.WeightBytes, wide.KvCacheBytes));
    }

    [Fact]
    public void Encoder_KeepsNoCache() => Assert.Equal(0, OnGpu(Load("BAAI/bge-m3"), "t4").KvCacheBytes);

    [Fact]
    public void UnsetUtilization_IsReckonedWithTheDefaultAndSaysSo()
    {
        var estimate = OnGpu(Load("Qwen/Qwen2-7B-Instruct", 64), "l4");

        Assert.Equal(0.9, estimate.Utilization);
        Assert.Contains("0.9", Assert.Single(estimate.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownModel_WithoutParameters_IsNotEstimated()
    {
        var estimate = OnGpu(Load("acme/secret"), "l4");

        Assert.Equal(MemoryFit.NotEstimated, estimate.Fit);
        Assert.Contains("parameters: 7B", Assert.Single(estimate.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7_000_000_000, MemoryFit.Fits)]
    [InlineData(9_500_000_000, MemoryFit.FitsWithin10Percent)]
    [InlineData(13_000_000_000, MemoryFit.DoesNotFit)]
    public void UnknownModel_WithParameters_IsJudgedByItsWeights(long parameters, MemoryFit expected)
    {
        var estimate = OnGpu(Load("acme/secret", 4096) with { Parameters = parameters, GpuMemoryUtilization = 0.9 }, "l4");

        Assert.Equal((expected, parameters * 2, (long?)null), (estimate.Fit, estimate.WeightBytes, estimate.KvCacheBytes));
        Assert.Contains("not the KV cache", Assert.Single(estimate.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 0.9, "auto")]
    [InlineData(1, 0, 0.9, "auto")]
    [InlineData(1, 1, 0.0, "auto")]
    [InlineData(1, 1, 1.5, "auto")]
    [InlineData(1, 1, double.NaN, "auto")]
    [InlineData(1, 1, 0.9, "int3")]
    public void NonsenseSettings_AreNotEstimated(int gpus, int length, double utilization, string dataType)
    {
        var load = Load("Qwen/Qwen2-7B-Instruct", length) with { TensorParallel = gpus, GpuMemoryUtilization = utilization, DataType = dataType };

        Assert.Equal(MemoryFit.NotEstimated, OnGpu(load, "l4").Fit);
    }

    [Fact]
    public void GpusThatDoNotDivideTheHeads_AreRemarked() =>
        Assert.Contains("28 attention heads", OnGpu(Load("Qwen/Qwen2-7B-Instruct", 64) with { TensorParallel = 3, GpuMemoryUtilization = 0.9 }, "l4").Remarks.Single(), StringComparison.Ordinal);

    [Theory]
    [InlineData(6, MemoryFit.DoesNotFit)]
    [InlineData(7.5, MemoryFit.FitsWithin10Percent)]
    [InlineData(16, MemoryFit.Fits)]
    public void Cpu_HasToHoldWeightsAndTheCacheSpace(double memory, MemoryFit expected)
    {
        var estimate = MemoryEstimator.OnCpu(Load("Qwen/Qwen2-1.5B-Instruct", 4096), (long)(memory * GiB));

        Assert.Equal((expected, 4L << 30), (estimate.Fit, estimate.KvCacheBytes));
    }

    [Fact]
    public void Cpu_WithAnEncoder_SetsNothingAside()
    {
        var estimate = MemoryEstimator.OnCpu(Load("BAAI/bge-m3"), 2L << 30);

        Assert.Equal((MemoryFit.Fits, 0L, 8192), (estimate.Fit, estimate.KvCacheBytes, estimate.LongestModelLength));
    }

    [Fact]
    public void Cpu_WithTooLittleCacheSpaceForOneSequence_DoesNotFitAndSaysWhatWould()
    {
        var estimate = MemoryEstimator.OnCpu(Load("Qwen/Qwen2-7B-Instruct", 32768), 64L << 30, kvCacheSpace: 1L << 30);

        Assert.Equal(MemoryFit.DoesNotFit, estimate.Fit);
        Assert.Equal((1 << 30) / (28 * 2 * 4 * 128 * 2) / 16 * 16, estimate.LongestModelLength);
        Assert.Contains("VLLM_CPU_KVCACHE_SPACE", Assert.Single(estimate.Remarks), StringComparison.Ordinal);
    }

    private static ModelLoad Load(string model, int? length = null) => new() { ModelPath = model, MaxModelLength = length };

    private static MemoryEstimate OnGpu(ModelLoad load, string gpu) => MemoryEstimator.OnGpu(load, Gpus.Find(gpu)!.Memory);
}
