using System.Text.Json;

namespace Aspire.Hosting.Dcp;

/// <summary>Something DCP says about one resource, as its log shows it.</summary>
internal sealed record SystemLogLine(string Text, bool IsError)
{
    /// <summary>Reads a line, or returns <see langword="null"/> for one that is not in DCP's format.</summary>
    // 2026-11-23T16:27:22.976Z	error	ExecutableReconciler	Failed to start Executable	{"Executable": "/e1", "error": "fork/exec …: no such file or directory"}
    internal static SystemLogLine? Parse(string line)
    {
        // DCP separates by tabs, but puts a blank behind the time stamp that it was asked for.
        var parts = line.Split('\t', 5);
        if (parts.Length < 4)
        {
            return null;
        }

        // The details hold the arguments of the program, secrets included, so of them only the reason of an error is shown.
        var reason = parts.Length > 4 ? ReasonIn(parts[4]) : null;
        return new SystemLogLine($"{parts[0].Trim()} [sys] {parts[3]}{(reason is null ? "" : ": " + reason)}", IsError: parts[1] == "error");
    }

    private static string? ReasonIn(string details)
    {
        try
        {
            using var document = JsonDocument.Parse(details);
            return document.RootElement.TryGetProperty("error", out var reason) ? reason.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
