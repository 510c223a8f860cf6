using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>One line of DCP's own log.</summary>
/// <param name="Level">DCP's level in our terms. What DCP calls information interests only who debugs DCP, hence <see cref="LogLevel.Debug"/>.</param>
/// <param name="Category">The part of DCP that speaks, e.g. <c>ExecutableReconciler</c>.</param>
/// <param name="Text">The message and, if there are any, its details as JSON.</param>
internal sealed record DcpLogLine(LogLevel Level, string Category, string Text)
{
    private const string Prefix = "dcp.";

    /// <summary>Reads a line, or returns <see langword="null"/> for one that is not in DCP's format.</summary>
    // 2026-11-23T16:27:22.754Z	info	dcp.ExecutableReconciler	Starting process...	{"Executable": "/e1"}
    internal static DcpLogLine? Parse(string line)
    {
        var parts = line.Split('\t', 4);
        if (parts.Length < 4)
        {
            return null;
        }

        // What concerns a single resource stands in the log of that resource, too, where its user looks for it.
        var category = parts[2].StartsWith(Prefix, StringComparison.Ordinal) ? parts[2][Prefix.Length..] : parts[2];
        var level = category.EndsWith("Reconciler", StringComparison.Ordinal) ? LogLevel.Debug : LevelOf(parts[1]);
        return new DcpLogLine(level, category, parts[3].Replace('\t', ' '));
    }

    /// <summary>The same line for those who debug DCP.</summary>
    internal DcpLogLine AsDetail() => this with { Level = LogLevel.Debug };

    internal void WriteTo(ILoggerFactory loggers) => loggers.CreateLogger("Aspire.Hosting.Dcp." + Category).Log(Level, "{Line}", Text);

    private static LogLevel LevelOf(string level) => level switch
    {
        "error" => LogLevel.Error,
        "warn" or "warning" => LogLevel.Warning,
        "info" => LogLevel.Debug,
        _ => LogLevel.Trace,
    };
}
