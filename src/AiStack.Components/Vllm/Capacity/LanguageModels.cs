using System.Collections.Concurrent;
using System.Globalization;

namespace AiStack.Components.Vllm.Capacity;

/// <summary>The models that people usually serve with vLLM, by Hugging Face id.</summary>
/// <remarks>
/// A fine-tune is found only if its own id is listed: a name that looks alike says nothing about length or format.
/// The facts are in <c>LanguageModels.tsv</c>, which says what each column means.
/// </remarks>
public static class LanguageModels
{
    private static readonly EmbeddedTable s_table = new("LanguageModels.tsv");

    // Several checks ask for each model of a stack, and a look-up searches the whole text.
    private static readonly ConcurrentDictionary<string, LanguageModel?> s_asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them, in the order of the table.</summary>
    public static IEnumerable<LanguageModel> All => s_table.Rows().Select(Parse);

    /// <summary>Facts of one model.</summary>
    /// <param name="modelPath">Hugging Face id; upper and lower case are the same.</param>
    /// <returns><see langword="null"/> for a model that is not listed, and for a path.</returns>
    public static LanguageModel? Find(string modelPath)
    {
        ArgumentNullException.ThrowIfNull(modelPath);
        return s_asked.GetOrAdd(modelPath, static path => s_table.Find(path, column: 0) is { } cells ? Parse(cells) : null);
    }

    private static LanguageModel Parse(string[] cells)
    {
        var experts = cells[8] == "-" ? [1, 1] : Array.ConvertAll(cells[8].Split('/'), Whole);
        return new LanguageModel
        {
            Ids = cells[0].Split(' '),
            Parameters = long.Parse(cells[1], CultureInfo.InvariantCulture),
            Layers = Whole(cells[2]),
            AttentionHeads = Whole(cells[3]),
            KeyValueHeads = Whole(cells[4]),
            HeadDimension = Whole(cells[5]),
            HiddenSize = Whole(cells[6]),
            IntermediateSize = Whole(cells[7]),
            Experts = experts[0],
            ActiveExperts = experts[1],
            VocabularySize = Whole(cells[9]),
            PlainParameters = long.Parse(cells[10], CultureInfo.InvariantCulture),
            MaxModelLength = Whole(cells[11]),
            Format = Format(cells[12]),
            Cache = Cache(cells[13].Split(':')),
            VectorSize = cells[14] == "-" ? null : Whole(cells[14]),
        };
    }

    private static WeightFormat Format(string cell) => cell switch
    {
        "plain" => WeightFormat.Plain,
        "fp8" => WeightFormat.Fp8,
        "int4" => WeightFormat.Int4,
        "mxfp4" => WeightFormat.Mxfp4,
        _ => throw new FormatException($"LanguageModels.tsv has the unknown format '{cell}'."),
    };

    private static KeyValueCache Cache(string[] words) => words switch
    {
        ["full"] => KeyValueCache.Full,
        ["none"] => KeyValueCache.None,
        ["latent", var size] => new KeyValueCache(Whole(size), null, 0, IsKept: true),
        ["window", var tokens, var layers] => new KeyValueCache(null, Whole(tokens), Whole(layers), IsKept: true),
        _ => throw new FormatException($"LanguageModels.tsv has the unknown cache '{string.Join(':', words)}'."),
    };

    private static int Whole(string cell) => int.Parse(cell, NumberStyles.None, CultureInfo.InvariantCulture);
}
