using System.Diagnostics;
using AiStack.Shared;
using Aspire.Embedded.Tests.Dcp;

[assembly: AssemblyFixture(typeof(TinyImage))]

namespace Aspire.Embedded.Tests.Dcp;

/// <summary>A container image made of this machine's busybox, so that no registry is needed.</summary>
public sealed class TinyImage : IAsyncDisposable
{
    private const string Busybox = "/bin/busybox";

    // Debian's busybox cannot look up host names, being static; getent can.
    private const string Recipe = """
        set -e
        mkdir -p "$ROOT/bin" "$ROOT/etc" "$ROOT/tmp" "$ROOT/www"
        cp /bin/busybox "$ROOT/bin"
        for applet in $(/bin/busybox --list); do [ -e "$ROOT/bin/$applet" ] || ln -s busybox "$ROOT/bin/$applet"; done
        cp "$(command -v getent)" "$ROOT/bin"
        ldd "$(command -v getent)" | grep -o '/[^ ]*' | while read -r library; do mkdir -p "$ROOT$(dirname "$library")"; cp -L "$library" "$ROOT$library"; done
        tar -C "$ROOT" -c . | docker import - "$IMAGE" >/dev/null
        """;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private string? _name;

    /// <summary>The image's name; the image is made when it is first asked for. Without a container engine the test is skipped, on CI it fails.</summary>
    internal async Task<string> NameAsync()
    {
        var obstacle = await ContainerEngine.FindObstacleAsync(ContainerEngine.DefaultCommand, TestContext.Current.CancellationToken, TimeSpan.FromSeconds(15))
            ?? (File.Exists(Busybox) ? null : $"there is no {Busybox} (Debian's package busybox-static)");
        if (obstacle is not null)
        {
            Requirement.IsMissing($"Needs containers, but {obstacle}.");
        }

        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _name ??= await MakeAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task<string> MakeAsync()
    {
        var name = $"aistack-tests/tiny-{Guid.NewGuid():N}:1";
        var root = Directory.CreateTempSubdirectory("tiny-image-");
        try
        {
            await RunAsync("/bin/sh", ["-c", Recipe], ("ROOT", root.FullName), ("IMAGE", name));
            return name;
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    /// <summary>Runs a program to its end and returns what it printed.</summary>
    internal static async Task<string> RunAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with exit code {process.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_name is not null)
        {
            await RunAsync("docker", ["image", "rm", "--force", _name]);
        }

        _gate.Dispose();
    }
}
