using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace AiStack.Bench.Publish;

/// <summary>The cdk8s library from npm, installed into a directory for this run.</summary>
internal sealed class Cdk8sPeer
{
    private const string Version = "2.70";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly string _program;
    private readonly string _kinds;

    private Cdk8sPeer(string directory)
    {
        (_program, _kinds, Output) = (Path.Combine(directory, "publish.js"), Path.Combine(directory, "kinds.json"), Path.Combine(directory, "out"));
    }

    /// <summary>Where it writes.</summary>
    internal string Output { get; }

    /// <summary>Its command line after `node`.</summary>
    internal string[] Arguments => [_program, _kinds, Output];

    /// <summary>Installs it.</summary>
    /// <returns>The peer, or why there is none.</returns>
    internal static async Task<(Cdk8sPeer? Peer, string Reason)> InstallAsync(string directory, IReadOnlyList<PublishedKind> kinds, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        try
        {
            var start = new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", $"cdk8s@{Version}", "constructs@10"])
            {
                WorkingDirectory = directory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var npm = Process.Start(start)!;
            var said = npm.StandardError.ReadToEndAsync(cancellation);
            await npm.StandardOutput.ReadToEndAsync(cancellation);
            await npm.WaitForExitAsync(cancellation);
            if (npm.ExitCode != 0)
            {
                return (null, $"npm cannot install it: {(await said).Split('\n')[0]}");
            }
        }
        catch (Win32Exception)
        {
            return (null, "there is no npm");
        }

        var peer = new Cdk8sPeer(directory);
        await using (var text = typeof(Cdk8sPeer).Assembly.GetManifestResourceStream("cdk8s.js")!)
        await using (var file = File.Create(peer._program))
        {
            await text.CopyToAsync(file, cancellation);
        }

        await File.WriteAllTextAsync(peer._kinds, JsonSerializer.Serialize(kinds, Json), cancellation);
        return (peer, "");
    }

    /// <summary>Asserts that it wrote as many objects as were asked for.</summary>
    /// <returns>Its files.</returns>
    /// <exception cref="InvalidOperationException">It wrote more or less.</exception>
    internal IReadOnlyList<string> Files(int expected)
    {
        string[] files = [.. Directory.EnumerateFiles(Output, "*.yaml", SearchOption.AllDirectories)];
        var objects = files.Sum(file => File.ReadLines(file).Count(line => line.StartsWith("kind: ", StringComparison.Ordinal)));
        return objects == expected ? files : throw new InvalidOperationException($"cdk8s wrote {objects} objects into {files.Length} files, not {expected}.");
    }
}
