using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AiStack.Hosting;

/// <summary>The machine's container engine, asked as DCP will ask it: through its command line.</summary>
internal static class ContainerEngine
{
    /// <summary>Oldest major version of the Docker command line that DCP accepts.</summary>
    private const int OldestDockerClient = 25;

    // An engine that does not answer within a second would make every start of the application wait for it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Says why containers cannot run here, or not without a long download first.</summary>
    /// <param name="runtime">Name of the command: <c>docker</c> or <c>podman</c>.</param>
    /// <param name="image">The image that must be on this machine already; <see langword="null"/>: there is none to be had.</param>
    /// <returns>One sentence, or <see langword="null"/> when they can.</returns>
    internal static string? FindObstacle(string runtime, string? image)
    {
        try
        {
            if (Ask(runtime, ["version", "--format", "{{.Client.Version}} {{.Server.Version}}"]) is not { } version)
            {
                return $"the {runtime} engine did not answer within {s_patience.TotalSeconds:0} s";
            }

            if (Judge(runtime, version.ExitCode, version.Output, version.Errors) is { } obstacle)
            {
                return obstacle;
            }

            return image is null ? "no image is configured"
                : Ask(runtime, ["image", "inspect", "--format", "{{.Id}}", image]) is { ExitCode: 0 } ? null
                : $"the image {image} is not on this machine ('{runtime} pull {image}' fetches it)";
        }
        catch (Win32Exception)
        {
            return $"the command '{runtime}' was not found";
        }
    }

    /// <returns><see langword="null"/> when there was no answer in time.</returns>
    private static (int ExitCode, string Output, string Errors)? Ask(string runtime, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(runtime, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(s_patience))
        {
            return (process.ExitCode, output.Result, errors.Result);
        }

        process.Kill(entireProcessTree: true);
        return null;
    }

    internal static string? Judge(string runtime, int exitCode, string output, string errors)
    {
        var versions = output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (exitCode != 0 || versions.Length < 2)
        {
            var firstLine = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
            return $"no {runtime} engine answers{(firstLine is null ? "" : $" ({firstLine.TrimEnd('.')})")}";
        }

        if (runtime == "docker"
            && int.TryParse(versions[0].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && major < OldestDockerClient)
        {
            return $"the docker command line is version {versions[0]}, and {OldestDockerClient} or newer is needed";
        }

        return null;
    }
}
