using System.Diagnostics;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.Bundle;
using Microsoft.Extensions.Configuration;

namespace Aspire.Embedded.Tests.Backchannel;

/// <summary>The real `aspire` command, in a home of its own.</summary>
internal sealed class AspireCommand : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);
    private readonly List<Process> _started = [];

    internal string Home { get; } = Directory.CreateTempSubdirectory("aspire-command-").FullName;

    /// <summary>Process ids of the AppHosts that can be found from this home; commands keep sockets of their own beside theirs.</summary>
    internal IReadOnlyList<int> AppHosts => Directory.Exists(Sockets)
        ? [.. Directory.GetFiles(Sockets).Select(file => int.TryParse(Path.GetExtension(file).TrimStart('.'), out var id) ? id : 0).Where(id => id != 0)]
        : [];

    private string Sockets => Path.Combine(Home, ".aspire", "cli", "bch");

    /// <summary>The command fetched with the bundle: .../13.5.4-linux-x64/bundle/dcp/dcp -> .../13.5.4-linux-x64/bin/aspire.</summary>
    private static string Program
    {
        get
        {
            try
            {
                var dcp = BundleLocator.Locate(new ConfigurationBuilder().Build(), typeof(AspireCommand).Assembly).DcpPath;
                var program = Path.GetFullPath(Path.Combine(dcp, "..", "..", "..", "bin", "aspire" + Path.GetExtension(dcp)));
                return File.Exists(program) ? program : throw new DistributedApplicationException($"'{program}' is not there: this bundle came without its command.");
            }
            catch (DistributedApplicationException e)
            {
                Requirement.IsMissing(e.Message);
                return "";
            }
        }
    }

    /// <summary>Starts a program with this home, its output going to the returned lines.</summary>
    internal (Process Process, StringBuilder Output) Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Home, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        start.Environment["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(home, ".nuget", "packages");
        start.Environment["AspireBundleCache"] = Path.GetFullPath(Path.Combine(Program, "..", "..", ".."));
        start.Environment["HOME"] = Home;
        start.Environment["DOTNET_CLI_HOME"] = Home;
        start.Environment["NO_COLOR"] = "1";
        start.Environment["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true";
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        var process = Process.Start(start)!;
        _started.Add(process);
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return (process, output);

        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Append(line.Data).Append('\n');
            }
        }
    }

    /// <summary>Starts the command.</summary>
    internal (Process Process, StringBuilder Output) Start(IEnumerable<string> arguments, params string[] toAppHost) =>
        Start(Program, [.. arguments, "--nologo", "--non-interactive", .. toAppHost]);

    /// <summary>Runs the command to its end, which has to be a good one.</summary>
    internal async Task<string> RunAsync(params string[] arguments)
    {
        var (process, output) = Start(arguments);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"aspire {string.Join(' ', arguments)} has not ended within {s_limit}:\n{output}");
        }

        Assert.True(process.ExitCode == 0, $"aspire {string.Join(' ', arguments)} ended with exit code {process.ExitCode}:\n{output}");
        return output.ToString();
    }

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            process.Dispose();
        }

        Directory.Delete(Home, recursive: true);
    }
}
