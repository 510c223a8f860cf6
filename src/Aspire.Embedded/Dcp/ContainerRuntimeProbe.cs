using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// Finds out whether containers can run, by asking the container CLI itself: <c>docker version</c> needs some 20 ms, where <c>dcp info</c> takes ten times as long
/// and accepts an engine that does not answer in time.
/// </summary>
internal static class ContainerRuntimeProbe
{
    // DCP uses options that older ones do not know. The engine may be older.
    private const int OldestDockerCli = 25;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Why no container can run here, as one sentence without a full stop; <see langword="null"/> when they can.</summary>
    /// <param name="runtime"><c>docker</c> or <c>podman</c>; <see langword="null"/>: docker.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    internal static async Task<string?> ObstacleAsync(string? runtime, CancellationToken cancellationToken)
    {
        runtime ??= "docker";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            var (exitCode, output, error) = await AskAsync(runtime, limit.Token).ConfigureAwait(false);
            return Judge(runtime, exitCode, output, error);
        }
        catch (Win32Exception)
        {
            return $"there is no program '{runtime}' on the PATH";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"the engine behind '{runtime}' did not answer within {s_patience.TotalSeconds} s";
        }
    }

    private static string? Judge(string runtime, int exitCode, string output, string error)
    {
        // 28.2.2 20.10.24+dfsg1     or, without an engine, «28.2.2 » and an error
        var versions = output.Trim().Split(' ');
        if (Path.GetFileName(runtime) != "podman" && int.TryParse(versions[0].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var cli) && cli < OldestDockerCli)
        {
            return $"the Docker CLI is version {versions[0]}, and {OldestDockerCli} or newer is needed";
        }

        if (exitCode == 0 && versions is [_, { Length: > 0 }])
        {
            return null;
        }

        var said = error.Trim().Split('\n')[0];
        return said.Length == 0 ? $"no engine answers '{runtime}'" : $"no engine answers '{runtime}': {said.TrimEnd('.')}";
    }

    private static async Task<(int ExitCode, string Output, string Error)> AskAsync(string runtime, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(runtime, ["version", "--format", "{{.Client.Version}} {{if .Server}}{{.Server.Version}}{{end}}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
