namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>A panel of a dashboard.</summary>
/// <param name="Kind">How it shows its queries.</param>
/// <param name="Title">Its title.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="Queries">What it shows.</param>
internal sealed record Panel(PanelKind Kind, string Title, string Unit, params IReadOnlyList<Query> Queries)
{
    /// <summary>What its values mean and when they are bad, for whoever sees them first.</summary>
    public required string Description { get; init; }

    /// <summary>Columns that it takes of 24.</summary>
    /// <value>Default: a third of the width for lines, a sixth for a value.</value>
    public int Width { get; init; } = Kind == PanelKind.Stat ? 4 : 8;

    /// <summary>Rows that it takes.</summary>
    public int Height => Kind == PanelKind.Stat ? 4 : 8;

    /// <summary>Value from which it is coloured as one to look at.</summary>
    /// <value><see langword="null"/> (default): none.</value>
    public double? Warning { get; init; }

    /// <summary>Value from which it is coloured as bad.</summary>
    /// <value><see langword="null"/> (default): none.</value>
    public double? Critical { get; init; }

    /// <summary>Whether low values are the bad ones: <see cref="Critical"/> is what is bad below it, then <see cref="Warning"/>.</summary>
    /// <value>Default: no.</value>
    public bool IsLowBad { get; init; }

    /// <summary>Largest value of the scale.</summary>
    /// <value><see langword="null"/> (default): as the values are.</value>
    public double? Most { get; init; }

    /// <summary>Whether areas stand on top of each other.</summary>
    /// <value>Default: no.</value>
    public bool IsStacked { get; init; }

    /// <summary>Lines over time.</summary>
    public static Panel Lines(string title, string unit, string description, params IReadOnlyList<Query> queries) => new(PanelKind.TimeSeries, title, unit, queries) { Description = description };

    /// <summary>One value.</summary>
    public static Panel Value(string title, string unit, string description, string expression) => new(PanelKind.Stat, title, unit, new Query(expression, title)) { Description = description };
}
