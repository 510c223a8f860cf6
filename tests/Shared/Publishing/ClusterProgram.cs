using System.Diagnostics;

namespace AiStack.Tests;

/// <summary>kubectl and helm, as a reader of what was published calls them: on files, without a cluster.</summary>
internal static class ClusterProgram
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>What <c>kubectl kustomize</c> makes of a directory.</summary>
    internal static string Kustomize(string directory) => Call("kubectl", directory, "kustomize", ".");

    /// <summary>Calls helm in a chart's directory.</summary>
    internal static string Helm(string directory, params string[] arguments) => Call("helm", directory, arguments);

    private static string Call(string program, string directory, params string[] arguments)
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!paths.Any(path => File.Exists(Path.Combine(path, program))))
        {
            Requirement.IsMissing($"There is no {program} on the PATH.");
        }

        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program} {string.Join(' ', arguments)}' did not end.");
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors.GetAwaiter().GetResult()}{output.GetAwaiter().GetResult()}");
        return output.GetAwaiter().GetResult();
    }
}
