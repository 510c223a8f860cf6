using System.ComponentModel;
using System.Diagnostics;
using AiStack.Kubernetes.Yaml;
using AiStack.Tests;

namespace AiStack.Components.Tests.Publishing;

/// <summary>Prometheus' own tool for rules, in a directory of its own.</summary>
internal sealed class Promtool : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aistack-promtool-");

    public string Write(string name, System.Text.Json.Nodes.JsonObject content)
    {
        var path = Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, KubernetesYaml.Write(content));
        return path;
    }

    public Task WriteAsync(string name, string content) => File.WriteAllTextAsync(Path.Combine(_directory.FullName, name), content, TestContext.Current.CancellationToken);

    /// <summary>Runs it; fails with what it printed unless it ends with 0.</summary>
    public async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _directory.FullName };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Requirement.IsMissing("No promtool is installed (Debian: apt-get install prometheus).");
        }

        using (process)
        {
            var output = process!.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await output + await errors);
        }
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
