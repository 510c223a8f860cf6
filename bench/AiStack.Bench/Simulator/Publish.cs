using System.Diagnostics;

namespace AiStack.Bench.Simulator;

/// <summary>Publishes a program of this repository as it would be shipped.</summary>
internal static class Publish
{
    /// <summary>Whether there is a C linker, so that programs can be compiled to native code.</summary>
    public static bool CanLink => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(directory => File.Exists(Path.Combine(directory, "clang")) || File.Exists(Path.Combine(directory, "gcc")));

    /// <summary>Publishes a project in its Release build: as native code if it can be linked, ready to run otherwise.</summary>
    /// <param name="project">Path of the project from the repository's root.</param>
    /// <param name="directory">Where it goes.</param>
    /// <param name="cancellation">Ends the wait, not the build.</param>
    /// <exception cref="InvalidOperationException">It does not build.</exception>
    public static async Task RunAsync(string project, string directory, CancellationToken cancellation)
    {
        string[] native = CanLink ? ["-p:PublishAot=true"] : [];
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Root(), project), "-c", "Release", "-o", directory, "--nologo", "-v", "q", .. native])
        {
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync(cancellation);
        await build.WaitForExitAsync(cancellation);
        if (build.ExitCode != 0)
        {
            throw new InvalidOperationException($"'dotnet publish {project}' failed:\n{output}");
        }
    }

    private static string Root()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "AiStack.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"'{AppContext.BaseDirectory}' is not inside the repository: no AiStack.sln above it.");
    }
}
