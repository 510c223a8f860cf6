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

    /// <summary>Says why containers cannot run here.</summary>
    /// <param name="runtime">Name of the command: <c>docker</c> or <c>podman</c>.</param>
    /// <returns>One sentence, or <see langword="null"/> when they can.</returns>
    internal static string? FindObstacle(string runtime)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(runtime, ["version", "--format", "{{.Client.Version}} {{.Server.Version}}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };

        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return $"the command '{runtime}' was not found";
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            return $"the {runtime} engine did not answer within {s_patience.TotalSeconds:0} s";
        }

        return Judge(runtime, process.ExitCode, output.Result, errors.Result);
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
