using System.Diagnostics;
using AiStack.Components.Vllm;
using AiStack.Components.Vllm.Capacity;

namespace AiStack.Components.Tests.Capacity;

public class LanguageModelsTests
{
    // Their feed-forward blocks are two matrices, as in BERT; everybody else's have a third one, the gate.
    private static readonly string[] s_withoutGate =
        ["bigcode/starcoder2", "BAAI/", "intfloat/multilingual-e5", "jinaai/", "sentence-transformers/"];

    public static TheoryData<string> Ids => [.. LanguageModels.All.Select(model => model.Ids[0])];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Row_OfTheCatalogue_AgreesWithItself(string id)
    {
        var model = LanguageModels.Find(id)!;

        Assert.All(model.Ids, each => Assert.Matches("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", each));
        Assert.InRange(model.Layers, 1, 200);
        Assert.True(model.AttentionHeads % model.KeyValueHeads == 0, "KV heads divide the attention heads");
        Assert.InRange(model.HeadDimension, 32, 256);
        Assert.InRange(model.MaxModelLength, 256, 1_048_576);
        Assert.InRange(model.ActiveExperts, 1, model.Experts);
        Assert.InRange(model.Cache.SlidingLayers, 0, model.Layers - 1);
        Assert.Equal(model.Cache.SlidingWindow is null, model.Cache.SlidingLayers == 0);
        Assert.InRange(model.PlainParameters, 1, model.Parameters);
        Assert.Contains(model.Ids[0], model.Source, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Row_OfTheCatalogue_HasAsManyParametersAsItsLayersGive(string id)
    {
        var model = LanguageModels.Find(id)!;

        // Norms and biases are left out: a thousandth or two. Encoders also have positions and poolers, Gemma 3 its eyes.
        var isRough = model.Cache.LatentSize is not null || model.VectorSize is not null || id.StartsWith("google/gemma-3-", StringComparison.Ordinal);
        var tolerance = isRough ? 0.2 : 0.01;
        Assert.InRange((double)model.Parameters / Computed(model), 1 - tolerance, 1 + tolerance);
    }

    [Fact]
    public void Id_OfTheCatalogue_IsThereOnce()
    {
        var ids = LanguageModels.All.SelectMany(model => model.Ids).ToList();

        Assert.True(ids.Count >= 150, $"{ids.Count} ids");
        Assert.Empty(ids.GroupBy(id => id, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Theory]
    [InlineData("Qwen/Qwen2-1.5B-Instruct", 1_543_714_304, 28, 2, 32_768)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", 8_030_261_248, 32, 8, 131_072)]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", 46_702_792_704, 32, 8, 32_768)]
    [InlineData("google/gemma-2-9b-it", 9_241_705_984, 42, 8, 8_192)]
    [InlineData("openai/gpt-oss-20b", 20_914_757_184, 24, 8, 131_072)]
    public void Find_ModelFromItsCard_HasTheCardsNumbers(string id, long parameters, int layers, int heads, int length)
    {
        var model = LanguageModels.Find(id)!;

        Assert.Equal((parameters, layers, heads, length), (model.Parameters, model.Layers, model.KeyValueHeads, model.MaxModelLength));
    }

    [Fact]
    public void Find_InOtherCase_IsTheSameModel() =>
        Assert.Equal("Qwen/Qwen2-1.5B-Instruct", LanguageModels.Find("qwen/qwen2-1.5b-INSTRUCT")!.Ids[0]);

    [Theory]
    [InlineData("Qwen/Qwen2-1.5B-Instruct-mine")]
    [InlineData("Qwen/Qwen2-1.5B-Instruc")]
    [InlineData("someone/Qwen2-1.5B-Instruct")]
    [InlineData("/models/qwen")]
    [InlineData("#")]
    [InlineData("")]
    public void Find_NameThatOnlyLooksAlike_IsNotKnown(string id) => Assert.Null(LanguageModels.Find(id));

    [Fact]
    public void Find_AgainAndAgain_TakesLessThanAMillisecond()
    {
        LanguageModels.Find("google/embeddinggemma-300m");
        var best = Enumerable.Range(0, 20).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            LanguageModels.Find("google/embeddinggemma-300m");
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });

        Assert.True(best < 1, $"{best} ms");
    }

    [Theory]
    [InlineData("BAAI/bge-small-en-v1.5", 384, 512)]
    [InlineData("BAAI/bge-m3", 1024, 8192)]
    [InlineData("Qwen/Qwen3-Embedding-4B", 2560, 40960)]
    [InlineData("intfloat/multilingual-e5-large-instruct", 1024, 512)]
    [InlineData("sentence-transformers/all-mpnet-base-v2", 768, 384)]
    public void EmbeddingModel_ThatIsListed_HasItsSizeAndLength(string id, int size, int length) =>
        Assert.Equal((size, length), (EmbeddingModels.VectorSizeOf(id), EmbeddingModels.MaxLengthOf(id)));

    [Fact]
    public void EmbeddingModel_ThatWritesText_HasNeither()
    {
        Assert.NotNull(LanguageModels.Find("Qwen/Qwen2-1.5B-Instruct"));
        Assert.Null(EmbeddingModels.VectorSizeOf("Qwen/Qwen2-1.5B-Instruct"));
        Assert.Null(EmbeddingModels.MaxLengthOf("Qwen/Qwen2-1.5B-Instruct"));
    }

    [Fact]
    public void EmbeddingModels_InCommonUse_AreAtLeastTwenty() =>
        Assert.InRange(LanguageModels.All.Where(model => model.VectorSize is not null).Sum(model => model.Ids.Count), 23, 100);

    private static double Computed(LanguageModel model)
    {
        double hidden = model.HiddenSize;
        // Latent attention compresses queries, keys and values; its share is small beside the experts, so full projections of its output do.
        var attention = model.Cache.LatentSize is null
            ? 2 * hidden * model.HeadDimension * (model.AttentionHeads + model.KeyValueHeads)
            : 2 * hidden * model.HeadDimension * model.AttentionHeads;
        var matrices = s_withoutGate.Any(name => model.Ids[0].StartsWith(name, StringComparison.Ordinal)) ? 2 : 3;
        var blocks = matrices * hidden * model.IntermediateSize * model.Experts;
        var embeddings = model.Format == WeightFormat.Mxfp4 ? 2 * hidden * model.VocabularySize : model.PlainParameters;
        return model.Layers * (attention + blocks) + embeddings;
    }
}
