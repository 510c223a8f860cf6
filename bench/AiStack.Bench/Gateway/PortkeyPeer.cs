using System.ComponentModel;
using System.Diagnostics;

namespace AiStack.Bench.Gateway;

/// <summary>Portkey's open-source gateway from npm, installed into a directory for this run.</summary>
internal static class PortkeyPeer
{
    private const string Version = "1.15.2";

    /// <summary>Headers that make it forward to a server of ours.</summary>
    public static IReadOnlyList<string> Headers(int backend) =>
        ["x-portkey-provider: openai", $"x-portkey-custom-host: http://127.0.0.1:{backend}/v1", "Authorization: Bearer unused"];

    /// <summary>Its command line after <c>node</c>.</summary>
    public static string[] Arguments(string program, int port) => [program, $"--port={port}", "--headless"];

    /// <summary>Installs it.</summary>
    /// <returns>Its program, or why there is none.</returns>
    public static async Task<(string? Program, string Reason)> InstallAsync(string directory, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        try
        {
            var start = new ProcessStartInfo("npm", ["install", "--prefix", ".", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", $"@portkey-ai/gateway@{Version}"])
            {
                WorkingDirectory = directory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var npm = Process.Start(start)!;
            var said = npm.StandardError.ReadToEndAsync(cancellation);
            await npm.StandardOutput.ReadToEndAsync(cancellation);
            await npm.WaitForExitAsync(cancellation);
            return npm.ExitCode == 0
                ? (Path.Combine(directory, "node_modules", "@portkey-ai", "gateway", "build", "start-server.js"), "")
                : (null, $"npm cannot install it: {(await said).Split('\n')[0]}");
        }
        catch (Win32Exception)
        {
            return (null, "there is no npm");
        }
    }
}
