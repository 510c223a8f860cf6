using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AppHost.Tests;

/// <summary>Two images of our own programs, made of this machine's .NET runtime and C library, so that no registry is needed.</summary>
/// <remarks>They take the same arguments as the images of vLLM and of production-stack's router, and so can stand in for them.</remarks>
internal sealed class LocalImages : IAsyncDisposable
{
    // The loader finds the libraries where the machine has them, so they keep their paths.
    private const string Script = """
        set -eu
        root=$(mktemp -d)
        trap 'rm -rf "$root"' EXIT
        mkdir -p "$root/tmp" "$root/etc" "$root/root" "$root/dotnet/shared"
        echo 'hosts: files dns' > "$root/etc/nsswitch.conf"
        for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
          mkdir -p "$root/dotnet/shared/$framework"
          cp -r "$DOTNET/shared/$framework/$VERSION" "$root/dotnet/shared/$framework/"
        done
        cp -r "$DOTNET/host" "$DOTNET/dotnet" "$root/dotnet/"
        cp -r "$PROGRAMS" "$root/programs"
        libraries=$(ldd "$DOTNET/dotnet" "$DOTNET/shared/Microsoft.NETCore.App/$VERSION"/*.so 2>/dev/null | awk '/=> \// {print $3} /^\t\/lib/ {print $1}' | sort -u | grep -v "^$DOTNET")
        for library in $libraries; do cp -L --parents "$library" "$root"; done
        for image in simulator gateway; do
          case $image in
            simulator) entry='["/dotnet/dotnet","/programs/simulator/AiStack.Simulator.dll"]' ;;
            gateway) entry='["/dotnet/dotnet","/programs/gateway/AiStack.Gateway.dll","router"]' ;;
          esac
          tar -C "$root" -c . | docker import --change "ENTRYPOINT $entry" - "$NAME-$image:1" >/dev/null
        done
        """;

    private readonly string _name = $"aistack-test-{Guid.NewGuid():N}"[..24];

    public string Simulator => $"{_name}-simulator:1";

    public string Gateway => $"{_name}-gateway:1";

    public static async Task<LocalImages> BuildAsync(CancellationToken cancelled)
    {
        if ((await RunAsync("docker", ["version", "--format", "{{.Server.Version}}"], cancelled)).ExitCode != 0)
        {
            Requirement.IsMissing("No container engine answers (Debian: apt-get install docker.io, then start dockerd).");
        }

        var images = new LocalImages();
        var runtime = RuntimeEnvironment.GetRuntimeDirectory().TrimEnd('/');
        var built = await RunAsync("bash", ["-c", Script], cancelled,
            ("NAME", images._name),
            ("DOTNET", Path.GetFullPath(Path.Combine(runtime, "../../.."))),
            ("VERSION", Path.GetFileName(runtime)),
            ("PROGRAMS", Path.Combine(AppContext.BaseDirectory, "programs")));
        Assert.True(built.ExitCode == 0, $"The images could not be built: {built.Output}");
        return images;
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancelled, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancelled);
        var errors = process.StandardError.ReadToEndAsync(cancelled);
        await process.WaitForExitAsync(cancelled);
        return (process.ExitCode, (await output + await errors).Trim());
    }

    public async ValueTask DisposeAsync() =>
        await RunAsync("docker", ["image", "rm", "--force", Simulator, Gateway], CancellationToken.None);
}
