using System.Globalization;
using AiStack.Components.Vllm;
using Microsoft.Extensions.Configuration;

namespace AiStack.Components.Tests;

public sealed class VllmArgumentsTests
{
    private static readonly ModelSpec s_chat = new() { ModelPath = "Qwen/Qwen2-1.5B-Instruct", ModelType = ModelType.Chat };

    [Fact]
    public void Arguments_OfABareModel_LeaveEveryDefaultToVllm() =>
        Assert.Equal(["Qwen/Qwen2-1.5B-Instruct"], VllmArguments.For(s_chat));

    [Fact]
    public void Arguments_OfAModelWithEverything_AreVllmsFlagsWithInvariantNumbers()
    {
        var spec = s_chat with { ServedModelName = "qwen", MaxModelLength = 4096, GpuMemoryUtilization = 0.85, DataType = "bfloat16", ExtraArguments = ["--enable-auto-tool-choice"] };
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal(
                ["Qwen/Qwen2-1.5B-Instruct", "--served-model-name", "qwen", "--max-model-len", "4096", "--gpu-memory-utilization", "0.85", "--dtype", "bfloat16", "--enable-auto-tool-choice"],
                VllmArguments.For(spec));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Arguments_OfAnEmbeddingModel_NameTheRunnerAndNotTheTaskThatIsGone()
    {
        var arguments = VllmArguments.For(s_chat with { ModelType = ModelType.Embedding });

        Assert.Equal(["--runner", "pooling"], arguments.Skip(1));
    }

    [Theory]
    [InlineData("Alibaba-NLP/gte-Qwen2-1.5B-instruct", null, "32768", "1536")]
    [InlineData("alibaba-nlp/GTE-qwen2-1.5b-instruct", null, "32768", "1536")]
    [InlineData("BAAI/bge-m3", 512, "8192", "512")]
    public void SimulatorArguments_OfAnEmbeddingModel_SayItsLengthAndVectorSize(string path, int? said, string length, string size)
    {
        var spec = new ModelSpec { ModelPath = path, ModelType = ModelType.Embedding, VectorSize = said };

        Assert.Equal(["--max-model-len", length, "--vector-size", size], SimulatorSettings.ArgumentsFor(spec, new ConfigurationBuilder().Build()));
    }

    [Fact]
    public void SimulatorArguments_FromConfiguration_BecomeTheSimulatorsFlags()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AiStack:Simulator:TimeToFirstToken"] = "300ms",
            ["AiStack:Simulator:FailRate"] = "0.1",
        }).Build();

        Assert.Equal(["--time-to-first-token", "300ms", "--fail-rate", "0.1", "--max-model-len", "32768"], SimulatorSettings.ArgumentsFor(s_chat, configuration));
    }
}
