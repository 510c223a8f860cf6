using System.Globalization;

namespace AiStack.Components.Vllm.Capacity;

/// <summary>The GPUs of usual node pools. The facts and their sources are in <c>Gpus.tsv</c>.</summary>
public static class Gpus
{
    private static readonly EmbeddedTable s_table = new("Gpus.tsv");

    /// <summary>All of them.</summary>
    public static IEnumerable<Gpu> All => s_table.Rows().Select(Parse);

    /// <summary>A GPU by name.</summary>
    /// <param name="name">
    /// As in Karpenter's <c>instance-gpu-name</c> (<c>l4</c>), in <c>nvidia.com/gpu.product</c> (<c>NVIDIA-L4</c>, also with
    /// <c>-SHARED</c> behind it) or in GKE's accelerator label (<c>nvidia-l4</c>); upper and lower case are the same.
    /// Where a name stands for two sizes (<c>v100</c>, <c>a100</c>) it is the smaller one.
    /// </param>
    /// <returns><see langword="null"/> for a name that is not listed.</returns>
    public static Gpu? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        // GPU feature discovery adds this when it shares one GPU among pods; each of them sees the whole memory.
        var product = name.EndsWith("-SHARED", StringComparison.OrdinalIgnoreCase) ? name[..^"-SHARED".Length] : name;
        var cells = s_table.Find(product, column: 0) ?? s_table.Find(product, column: 3);
        return cells is null ? null : Parse(cells);
    }

    private static Gpu Parse(string[] cells) => new(
        cells[0],
        (long)(decimal.Parse(cells[1], CultureInfo.InvariantCulture) * (1L << 30)),
        cells[2] == "-" ? null : Version.Parse(cells[2]));
}
