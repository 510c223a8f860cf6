using System.Diagnostics;

namespace AiStack.Tests;

/// <summary>A program that is run to its end.</summary>
internal static class Command
{
    /// <summary>Runs it and waits; ends it, with what it has started, when the wait is cancelled.</summary>
    /// <returns>Its exit code and its two outputs, trimmed.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancelled, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancelled);
            var errors = process.StandardError.ReadToEndAsync(cancelled);
            await process.WaitForExitAsync(cancelled);
            return (process.ExitCode, (await output).Trim(), (await errors).Trim());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Runs it and fails the test when it fails.</summary>
    /// <returns>Its standard output, trimmed.</returns>
    public static async Task<string> OutputOfAsync(string program, IEnumerable<string> arguments, CancellationToken cancelled)
    {
        var given = arguments.ToList();
        var (exitCode, output, errors) = await RunAsync(program, given, cancelled);
        Assert.True(exitCode == 0, $"'{program} {string.Join(' ', given)}' ended with {exitCode}: {errors}\n{output}");
        return output;
    }
}
