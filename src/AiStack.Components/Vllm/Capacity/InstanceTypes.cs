using System.Globalization;

namespace AiStack.Components.Vllm.Capacity;

/// <summary>GPU machines of AWS, Google Cloud and Azure. The facts and their sources are in <c>InstanceTypes.tsv</c>.</summary>
public static class InstanceTypes
{
    private static readonly EmbeddedTable s_table = new("InstanceTypes.tsv");

    /// <summary>All of them.</summary>
    public static IEnumerable<InstanceType> All => s_table.Rows().Select(Parse);

    /// <summary>A machine by its name.</summary>
    /// <param name="name">The provider's name; upper and lower case are the same.</param>
    /// <returns><see langword="null"/> for a machine that is not listed: one without GPUs, or one we do not know.</returns>
    public static InstanceType? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return s_table.Find(name, column: 0) is { } cells ? Parse(cells) : null;
    }

    private static InstanceType Parse(string[] cells)
    {
        var gpu = Gpus.Find(cells[1]) ?? throw new FormatException($"InstanceTypes.tsv names the unknown GPU '{cells[1]}'.");
        return new InstanceType(cells[0], gpu, int.Parse(cells[2], CultureInfo.InvariantCulture));
    }
}
