using System.Globalization;
using AiStack.Autoscaling.Load;
using AiStack.Core.Schema;

namespace AiStack.Cli.Replay;

/// <summary>A recorded load: a CSV file, a row for each time at which something changes.</summary>
/// <remarks>
/// <code>
/// seconds,requests_per_second,prompt_tokens,output_tokens
/// 0,2,400,120
/// 60,8.5,400,120
/// </code>
/// A row counts until the next one begins; the last one as long as the one before it. Before the first there is nothing.
/// </remarks>
internal static class LoadFile
{
    private const string Seconds = "seconds";
    private const string Requests = "requests_per_second";
    private const string Prompt = "prompt_tokens";
    private const string Output = "output_tokens";
    private const double MostTokens = 10_000_000;
    private static readonly string[] s_columns = [Seconds, Requests, Prompt, Output];

    /// <summary>Reads a file.</summary>
    /// <exception cref="CallException">It is not there, or a line is not as it has to be: names file and line, and what to mend.</exception>
    public static LoadCurve Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new CallException($"There is no file '{path}'. Name a CSV file, or one of: {string.Join(", ", LoadArgument.Patterns)}.", ExitCodes.Errors);
        }

        List<(int Second, LoadSecond Load)> rows = [];
        List<string>? columns = null;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (columns is null)
            {
                columns = Header(path, number, line);
                continue;
            }

            var row = Row(path, number, line, columns);
            if (rows.Count > 0 && row.Second <= rows[^1].Second)
            {
                throw Wrong(path, number, $"seconds is {row.Second}, which is not after {rows[^1].Second} of the row above. Put the rows in order, one for each time.");
            }

            rows.Add(row);
        }

        return columns is null ? throw Wrong(path, 1, $"there is no header. Write {Seconds},{Requests} in the first line.")
            : rows.Count == 0 ? throw Wrong(path, number + 1, "there is no row. Write for example 0,5 below the header.")
            : Spread(rows);
    }

    private static List<string> Header(string path, int number, string line)
    {
        var columns = Fields(line);
        if (columns.FirstOrDefault(column => !s_columns.Contains(column)) is { } unknown)
        {
            var meant = Spelling.Nearest(unknown, s_columns);
            throw Wrong(path, number, line.Contains(';', StringComparison.Ordinal)
                ? "the columns are separated by ';'. Write commas, and decimals with a point."
                : $"there is no column '{Excerpt.Of(unknown)}'. {(meant is null ? $"Write the header {Seconds},{Requests}; further columns may be {Prompt},{Output}." : $"Write {meant}.")}");
        }

        var missing = new[] { Seconds, Requests }.FirstOrDefault(column => !columns.Contains(column));
        return missing is not null ? throw Wrong(path, number, $"the column {missing} is missing. Write the header {Seconds},{Requests}.")
            : columns.Distinct().Count() < columns.Count ? throw Wrong(path, number, "a column is there twice. Keep one.")
            : columns;
    }

    private static (int Second, LoadSecond Load) Row(string path, int number, string line, List<string> columns)
    {
        var fields = Fields(line);
        if (fields.Count != columns.Count)
        {
            throw Wrong(path, number, $"there are {fields.Count} values, and {columns.Count} columns. Write one value for each of {string.Join(",", columns)}, decimals with a point.");
        }

        var second = Value(Seconds, 0, LoadArgument.Longest.TotalSeconds - 1, isWhole: true);
        var requests = Value(Requests, 0, LoadArgument.HighestRate);
        return ((int)second, new(
            requests,
            columns.Contains(Prompt) ? (int)Value(Prompt, 0, MostTokens, isWhole: true) : LoadCurve.UsualPromptTokens,
            columns.Contains(Output) ? (int)Value(Output, 0, MostTokens, isWhole: true) : LoadCurve.UsualOutputTokens));

        double Value(string column, double least, double most, bool isWhole = false)
        {
            var text = fields[columns.IndexOf(column)];
            return double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most && (!isWhole || value == Math.Truncate(value))
                ? value
                : throw Wrong(path, number, string.Create(CultureInfo.InvariantCulture, $"{column} is '{Excerpt.Of(text)}'. Write a {(isWhole ? "whole number" : "number")} from {least} to {most}."));
        }
    }

    private static LoadCurve Spread(List<(int Second, LoadSecond Load)> rows)
    {
        var last = rows.Count > 1 ? rows[^1].Second - rows[^2].Second : 1;
        var seconds = new LoadSecond[rows[^1].Second + last];
        Array.Fill(seconds, rows[0].Load with { Requests = 0 });
        for (var i = 0; i < rows.Count; i++)
        {
            var end = i + 1 < rows.Count ? rows[i + 1].Second : seconds.Length;
            Array.Fill(seconds, rows[i].Load, rows[i].Second, end - rows[i].Second);
        }

        return new(seconds);
    }

    private static List<string> Fields(string line) => [.. line.Split(',').Select(field => field.Trim())];

    private static CallException Wrong(string path, int line, string what) => new($"{path}:{line}: {what}", ExitCodes.Errors);
}
