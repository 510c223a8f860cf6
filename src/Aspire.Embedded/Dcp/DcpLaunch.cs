using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Dcp;

/// <summary>How the DCP program is started.</summary>
/// <param name="Path">The file <c>dcp</c>.</param>
/// <param name="ContainerRuntime"><c>docker</c> or <c>podman</c>; <see langword="null"/>: DCP looks for itself.</param>
internal sealed record DcpLaunch(string Path, string? ContainerRuntime = null)
{
    /// <summary>Starts DCP detached and returns when the starter has ended; the server itself then belongs to nobody and watches this process.</summary>
    /// <remarks>
    /// Detached for two reasons: a Ctrl-C in the terminal must reach us, not DCP, which would end the programs before we could say so; and a DCP that writes
    /// into a pipe of ours dies of it when we are killed, without cleaning up.
    /// </remarks>
    internal async Task RunAsync(DcpSessionFolder folder, string token, CancellationToken cancellationToken)
    {
        using var starter = Start(folder, token);
        var output = starter.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = starter.StandardError.ReadToEndAsync(cancellationToken);
        await starter.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (starter.ExitCode != 0)
        {
            var text = string.Join(' ', (await error.ConfigureAwait(false)).Trim(), (await output.ConfigureAwait(false)).Trim()).Trim();
            throw new DistributedApplicationException($"DCP ({Path}) ended with exit code {starter.ExitCode} instead of starting: {text}");
        }
    }

    private Process Start(DcpSessionFolder folder, string token)
    {
        var start = new ProcessStartInfo(Path)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "start-apiserver", "--detach",
                "--monitor", Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
                "--kubeconfig", folder.Kubeconfig,
                "--tls-cert-file", folder.Certificate,
                "--tls-key-file", folder.CertificateKey,
            },
        };
        if (ContainerRuntime is not null)
        {
            start.ArgumentList.Add("--container-runtime");
            start.ArgumentList.Add(ContainerRuntime);
        }

        DcpEnvironment.Strip(start.Environment);

        // DCP fails without; services and bare environments lack it.
        start.Environment.TryAdd("HOME", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
        start.Environment["DCP_SESSION_FOLDER"] = folder.FullPath;
        start.Environment["DCP_LOG_SOCKET"] = folder.LogSocket;
        start.Environment["DCP_SECURE_TOKEN"] = token;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new DistributedApplicationException($"DCP could not be started from '{Path}': {exception.Message}", exception);
        }
    }
}
