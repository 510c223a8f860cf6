using System.Diagnostics;
using System.Reflection;

namespace AiStack.Cli.Tests;

/// <summary>The program as a user calls it: a process, in a directory of its own.</summary>
internal sealed class Aistack : IDisposable
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public static string RepositoryRoot { get; } = typeof(Aistack).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>The program's file.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "aistack");

    /// <summary>Where it is called.</summary>
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("aistack-cli-").FullName;

    /// <summary>Writes a file into the directory.</summary>
    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Directory, name), text);

    /// <summary>Calls the program and waits for its end.</summary>
    public Task<Answer> CallAsync(params string[] arguments) => RunAsync(Program, arguments);

    /// <summary>Calls the program through a shell, for which its path is <c>$AISTACK</c>.</summary>
    public Task<Answer> ShellAsync(string command) => RunAsync("bash", ["-c", command]);

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private async Task<Answer> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AISTACK"] = Program;
        start.Environment["TERM"] = "xterm";
        start.Environment.Remove("NO_COLOR");
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program} {string.Join(' ', arguments)}' did not end.");
        }
    }
}
