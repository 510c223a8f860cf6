using AiStack.Components.Vllm.Capacity;

namespace AiStack.Components.Tests.Capacity;

public class GpusTests
{
    private const double GiB = 1L << 30;

    [Theory]
    [InlineData("l4", "l4", 24)]
    [InlineData("NVIDIA-L4", "l4", 24)]
    [InlineData("NVIDIA-A10G-SHARED", "a10g", 24)]
    [InlineData("Tesla-T4", "t4", 16)]
    [InlineData("nvidia-tesla-a100", "a100", 40)]
    [InlineData("NVIDIA-A100-SXM4-80GB", "a100-80gb", 80)]
    [InlineData("NVIDIA-H100-80GB-HBM3", "h100", 80)]
    [InlineData("H200", "h200", 141)]
    [InlineData("rtx4090", "rtx-4090", 24)]
    public void Find_NameOfALabel_IsTheGpuWithSomewhatLessThanItsNominalMemory(string label, string name, double nominal)
    {
        var gpu = Gpus.Find(label)!;

        Assert.Equal(name, gpu.Name);
        Assert.InRange(gpu.Memory / GiB, nominal * 0.9, nominal);
    }

    [Theory]
    [InlineData("t4", false)]
    [InlineData("v100", false)]
    [InlineData("v100-32gb", false)]
    [InlineData("a100", true)]
    [InlineData("l4", true)]
    [InlineData("b200", true)]
    [InlineData("mi300x", true)]
    public void SupportsBfloat16_StartsWithCapability8(string name, bool supports) => Assert.Equal(supports, Gpus.Find(name)!.SupportsBfloat16);

    [Theory]
    [InlineData("g6.xlarge", "l4", 1)]
    [InlineData("g5.12xlarge", "a10g", 4)]
    [InlineData("g4dn.xlarge", "t4", 1)]
    [InlineData("p4d.24xlarge", "a100", 8)]
    [InlineData("p5.48xlarge", "h100", 8)]
    [InlineData("g2-standard-24", "l4", 2)]
    [InlineData("a3-highgpu-8g", "h100", 8)]
    [InlineData("standard_nc24ads_a100_v4", "a100-80gb", 1)]
    public void InstanceType_OfAProvider_HasItsGpus(string name, string gpu, int count)
    {
        var machine = InstanceTypes.Find(name)!;

        Assert.Equal((gpu, count), (machine.Gpu.Name, machine.GpuCount));
    }

    [Fact]
    public void Names_AreThereOnceAndEveryMachineHasAListedGpu()
    {
        Assert.Equal(Gpus.All.Count(), Gpus.All.DistinctBy(gpu => gpu.Name).Count());
        Assert.Equal(InstanceTypes.All.Count(), InstanceTypes.All.DistinctBy(machine => machine.Name).Count());
        Assert.All(InstanceTypes.All, machine => Assert.InRange(machine.GpuCount, 1, 16));
    }

    [Theory]
    [InlineData("m5.large")]
    [InlineData("l")]
    [InlineData("")]
    public void Find_Unknown_IsNull(string name)
    {
        Assert.Null(Gpus.Find(name));
        Assert.Null(InstanceTypes.Find(name));
    }
}
