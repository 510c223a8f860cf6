using AiStack.Autoscaling.Load;
using AiStack.Core.Schema;
using AiStack.Core.Units;

namespace AiStack.Cli.Replay;

/// <summary>What a call says about its load.</summary>
/// <param name="Load">A pattern's name, or a file.</param>
/// <param name="Peak">Requests per second where it is highest. <see langword="null"/>: not said.</param>
/// <param name="Length">How long to play. <see langword="null"/>: not said.</param>
internal sealed record LoadArgument(string Load, double? Peak, TimeSpan? Length)
{
    /// <summary>Highest rate that a load may have, in requests per second.</summary>
    public const double HighestRate = 1_000_000;

    /// <summary>Longest load.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(7);

    /// <summary>Names of drawn loads.</summary>
    public static IReadOnlyList<string> Patterns { get; } = [.. Enum.GetNames<LoadPattern>().Select(name => name.ToLowerInvariant())];

    /// <summary>Reads the file, or says which pattern is drawn.</summary>
    /// <exception cref="CallException">There is no such pattern and no such file, or something is wrong in the file.</exception>
    public LoadSource Open()
    {
        if (Patterns.Contains(Load))
        {
            var pattern = Enum.Parse<LoadPattern>(Load, ignoreCase: true);
            var length = Length ?? LoadPatterns.UsualLength(pattern);
            return new($"{Load}, {Duration.Format(length)}", peak => LoadPatterns.Draw(pattern, peak, length)) { Peak = Peak };
        }

        if (!Load.Contains('.', StringComparison.Ordinal) && !Load.Contains('/', StringComparison.Ordinal) && !File.Exists(Load))
        {
            throw new CallException($"There is no load '{Excerpt.Of(Load)}'.{(Spelling.Nearest(Load, Patterns) is { } meant ? $" Did you mean '{meant}'?" : $" There are: {string.Join(", ", Patterns)}, or name a CSV file.")}");
        }

        var curve = Scaled(Cut(LoadFile.Read(Load)));
        return new($"{Load}, {Duration.Format(curve.Length)}", _ => curve) { Peak = curve.Peak };
    }

    private LoadCurve Scaled(LoadCurve curve) => Peak is { } peak && curve.Peak > 0
        ? new([.. curve.Seconds.Select(second => second with { Requests = second.Requests * peak / curve.Peak })])
        : curve;

    // Past its end the last row goes on.
    private LoadCurve Cut(LoadCurve curve)
    {
        if (Length is not { } length)
        {
            return curve;
        }

        var seconds = (int)Math.Ceiling(length.TotalSeconds);
        return new([.. curve.Seconds.Take(seconds), .. Enumerable.Repeat(curve.Seconds[^1], Math.Max(0, seconds - curve.Seconds.Count))]);
    }
}
