using System.Diagnostics;
using System.Reflection;

namespace AppHost.Tests.Publishing;

/// <summary>An AppHost that publishes, as a process with a home directory of its own and no parameter set.</summary>
public sealed class PublishingAppHost : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aistack-publish-");

    /// <summary>What the AppHost is to write: a file or a directory, as the test likes.</summary>
    public string Output => Path.Combine(_folder.FullName, "out", "published");

    /// <summary>Starts the sample as the README says.</summary>
    public Task<(int ExitCode, string Error)> RunSampleAsync(params string[] arguments) => RunAsync(
        ["run", "--no-build", "--configuration", typeof(PublishingAppHost).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration,
            "--project", Path.Combine(RunningAppHost.RepositoryRoot, "AppHost"), "--", .. arguments, "--output-path", Output]);

    /// <summary>Starts the AppHost that only tests publish.</summary>
    public Task<(int ExitCode, string Error)> RunAsync(string stack, params string[] arguments) =>
        RunAsync([typeof(Projects.Publishing_AppHost).Assembly.Location, "--stack", stack, "--output-path", Output, .. arguments]);

    /// <summary>Whether anything was written, to the output or to user secrets.</summary>
    public bool HasWritten => Directory.Exists(Path.GetDirectoryName(Output)) || HasUserSecrets;

    public bool HasUserSecrets => _folder.EnumerateFiles("secrets.json", SearchOption.AllDirectories).Any();

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int ExitCode, string Error)> RunAsync(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_USER_SECRETS_FALLBACK_DIR"] = _folder.FullName;
        start.Environment["APPDATA"] = _folder.FullName;
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            await output;
            return (process.ExitCode, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
