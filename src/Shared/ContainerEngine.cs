using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AiStack.Shared;

/// <summary>
/// The machine's container engine, asked as DCP will ask it: through its command line. <c>docker version</c> needs some 20 ms, where <c>dcp info</c>
/// takes ten times as long and accepts an engine that does not answer in time.
/// </summary>
internal static class ContainerEngine
{
    /// <summary>The command that is asked when configuration names none.</summary>
    internal const string DefaultCommand = "docker";

    // DCP uses options that older ones do not know. The engine may be older.
    private const int OldestDockerClient = 25;

    // An engine that takes longer would make every start of the application wait for it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Why no container can run here, as one sentence without a full stop; <see langword="null"/> when they can.</summary>
    /// <param name="command"><c>docker</c> or <c>podman</c>, or the path of one.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    /// <param name="patience">How long the engine may take to answer. <see langword="null"/> (default): a second, as long as nobody insists on containers.</param>
    internal static async Task<string?> FindObstacleAsync(string command, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var limit = patience ?? s_patience;
        try
        {
            return await AskAsync(command, ["version", "--format", "{{.Client.Version}} {{if .Server}}{{.Server.Version}}{{end}}"], limit, cancellationToken).ConfigureAwait(false) is var (exitCode, output, errors)
                ? Judge(NameOf(command), exitCode, output, errors)
                : $"the {NameOf(command)} engine did not answer within {limit.TotalSeconds:0} s";
        }
        catch (Win32Exception)
        {
            return $"the command '{command}' was not found";
        }
    }

    /// <summary>Whether the engine has an image and so need not download it.</summary>
    /// <param name="command">A command that <see cref="FindObstacleAsync"/> has nothing against.</param>
    /// <param name="image">Full reference of the image.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    internal static async Task<bool> HasImageAsync(string command, string image, CancellationToken cancellationToken) =>
        await AskAsync(command, ["image", "inspect", "--format", "{{.Id}}", image], s_patience, cancellationToken).ConfigureAwait(false) is (0, _, _);

    internal static string? Judge(string name, int exitCode, string output, string errors)
    {
        // 28.2.2 20.10.24+dfsg1     or, without an engine, «28.2.2 » and an error
        var versions = output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (name == "docker" && versions is [var client, ..]
            && int.TryParse(client.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major < OldestDockerClient)
        {
            return $"the docker command line is version {client}, and {OldestDockerClient} or newer is needed";
        }

        if (exitCode == 0 && versions.Length == 2)
        {
            return null;
        }

        var firstLine = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return $"no {name} engine answers{(firstLine is null ? "" : $" ({firstLine.TrimEnd('.', '?', '!')})")}";
    }

    private static string NameOf(string command) => Path.GetFileNameWithoutExtension(command);

    /// <returns><see langword="null"/> when there was no answer in time.</returns>
    private static async Task<(int ExitCode, string Output, string Errors)?> AskAsync(string command, string[] arguments, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}
