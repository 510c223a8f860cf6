using System.Diagnostics;

namespace Aspire.Embedded.Tests.Model;

/// <summary>An AppHost started as a user starts it.</summary>
internal static class AppHostProcess
{
    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        var assembly = typeof(Projects.Model_AppHost).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [assembly, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var timeLimit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeLimit.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeLimit.Token);
            var error = process.StandardError.ReadToEndAsync(timeLimit.Token);
            await process.WaitForExitAsync(timeLimit.Token);
            return (process.ExitCode, await output, await error);
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
