using AiStack.Components.Vllm.Capacity;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AiStack.Components.Tests.Capacity;

public class MemoryEstimatorProperties
{
    private static readonly LanguageModel[] s_models = [.. LanguageModels.All];
    private static readonly Gpu[] s_gpus = [.. Gpus.All];

    [Property(MaxTest = 500, Arbitrary = [typeof(Cases)])]
    public void LongerSequences_NeverNeedLess(Setting one, PositiveInt more)
    {
        var longer = one.Load with { MaxModelLength = one.Load.MaxModelLength + more.Get };

        Assert.True(Estimate(one, longer).TotalBytes >= Estimate(one, one.Load).TotalBytes);
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Cases)])]
    public void MoreGpus_NeverNeedMoreEach(Setting one)
    {
        var wider = one.Load with { TensorParallel = one.Load.TensorParallel * 2 };

        Assert.True(Estimate(one, wider).TotalBytes <= Estimate(one, one.Load).TotalBytes);
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Cases)])]
    public void HigherUtilization_NeverAllowsLess(Setting one)
    {
        var higher = one.Load with { GpuMemoryUtilization = Math.Min(1, one.Load.GpuMemoryUtilization!.Value + 0.05) };

        Assert.True((Estimate(one, higher).LongestModelLength ?? 0) >= (Estimate(one, one.Load).LongestModelLength ?? 0));
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Cases)])]
    public void LongestLength_FitsAndTheNextDoesNot(Setting one)
    {
        if (Estimate(one, one.Load).LongestModelLength is not { } longest)
        {
            Assert.Equal(MemoryFit.DoesNotFit, Estimate(one, one.Load with { MaxModelLength = 1 }).Fit);
            return;
        }

        Assert.Equal(0, longest % 16);
        Assert.NotEqual(MemoryFit.DoesNotFit, Estimate(one, one.Load with { MaxModelLength = longest }).Fit);
        if (longest + 16 <= one.Model.MaxModelLength)
        {
            Assert.Equal(MemoryFit.DoesNotFit, Estimate(one, one.Load with { MaxModelLength = longest + 16 }).Fit);
        }
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Cases)])]
    public void SmallestTensorParallel_FitsAndHalfOfItDoesNot(Setting one)
    {
        var gpus = Estimate(one, one.Load).SmallestTensorParallel;
        if (gpus is { } enough)
        {
            Assert.True(one.Model.CanSplitOver(enough));
            Assert.NotEqual(MemoryFit.DoesNotFit, Estimate(one, one.Load with { TensorParallel = enough }).Fit);
        }

        if (gpus > 1)
        {
            Assert.Equal(MemoryFit.DoesNotFit, Estimate(one, one.Load with { TensorParallel = gpus.Value / 2 }).Fit);
        }
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(Cases)])]
    public void Parts_AddUpToWhatIsJudged(Setting one)
    {
        var estimate = Estimate(one, one.Load);

        Assert.Equal(estimate.WeightBytes + estimate.KvCacheBytes + estimate.OverheadBytes, estimate.TotalBytes);
        Assert.Equal(estimate.TotalBytes > estimate.BudgetBytes, estimate.Fit == MemoryFit.DoesNotFit);
        Assert.True(estimate.BudgetBytes <= one.Gpu.Memory);
    }

    private static MemoryEstimate Estimate(Setting one, ModelLoad load) => MemoryEstimator.OnGpu(load, one.Gpu.Memory);

    /// <summary>A listed model on a listed GPU, with settings as people choose them.</summary>
    public sealed record Setting(LanguageModel Model, Gpu Gpu, ModelLoad Load);

    public static class Cases
    {
        public static Arbitrary<Setting> Any() => (
            from model in Gen.Elements(s_models)
            from gpu in Gen.Elements(s_gpus)
            from length in Gen.Choose(1, model.MaxModelLength)
            from gpus in Gen.Elements(1, 2, 4, 8)
            from percent in Gen.Choose(5, 100)
            from dataType in Gen.Elements("auto", "float16", "float32")
            from arguments in Gen.Elements<string[]>([], ["--kv-cache-dtype=fp8"], ["--max-num-seqs=16", "--enforce-eager"], ["--max-num-batched-tokens=16384"])
            select new Setting(model, gpu, new ModelLoad
            {
                ModelPath = model.Ids[0],
                MaxModelLength = length,
                TensorParallel = gpus,
                GpuMemoryUtilization = percent / 100.0,
                DataType = dataType,
                Options = EngineOptions.Parse(arguments),
            })).ToArbitrary();
    }
}
