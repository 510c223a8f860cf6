using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Aspire.Embedded.Tests.Dcp;

namespace Aspire.Embedded.Tests.Backchannel;

/// <summary>The real `aspire` command against tests/Sample.AppHost.</summary>
public sealed class AspireCommandTests : IDisposable
{
    private const string AnyPorts = "--DcpPublisher:RandomizePorts=true";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly string s_project = Path.Combine(RepositoryDirectory.Path, "tests", "Sample.AppHost", "Sample.AppHost.csproj");
    private readonly AspireCommand _aspire = new();

    public void Dispose() => _aspire.Dispose();

    [Fact]
    public async Task AppHost_StartedByItself_IsListedDescribedReadAndStopped()
    {
        var (process, output) = _aspire.Start(Path.Combine(AppContext.BaseDirectory, "Sample.AppHost"), AnyPorts);
        await Eventually.HoldsAsync(() => _aspire.AppHosts.Count == 1 || process.HasExited, s_limit);
        Assert.False(process.HasExited, output.ToString());

        using var list = JsonDocument.Parse(await _aspire.RunAsync("ps", "--format", "json"));
        var appHost = Assert.Single(list.RootElement.EnumerateArray());
        Assert.Equal(s_project, appHost.GetProperty("appHostPath").GetString());
        Assert.Equal(process.Id, appHost.GetProperty("appHostPid").GetInt32());
        Assert.Contains("/login?t=", appHost.GetProperty("dashboardUrl").GetString(), StringComparison.Ordinal);

        var greeter = await DescribedAsync("greeter", "Running");
        Assert.Equal("Executable", greeter.GetProperty("resourceType").GetString());
        Assert.Equal("Enabled", greeter.GetProperty("commands").GetProperty("stop").GetProperty("state").GetString());
        Assert.Contains("hello from the greeter", await _aspire.RunAsync("logs", "greeter", "--apphost", s_project), StringComparison.Ordinal);

        Assert.Contains("stopped successfully", await _aspire.RunAsync("stop", "--apphost", s_project), StringComparison.Ordinal);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_limit, TestContext.Current.CancellationToken);
        Assert.Empty(_aspire.AppHosts);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task Run_CommandEnds_AppHostEndsWithIt(string signal)
    {
        // What is built already need not be built again; in Release the command builds its own.
        string[] noBuild = AppContext.BaseDirectory.Contains("Debug", StringComparison.Ordinal) ? ["--no-build"] : [];
        var (command, output) = _aspire.Start(["run", "--apphost", s_project, .. noBuild], "--", AnyPorts);
        await Eventually.HoldsAsync(() => Text().Contains("/login?t=", StringComparison.Ordinal) || command.HasExited, TimeSpan.FromMinutes(3));
        Assert.False(command.HasExited, Text());
        await Eventually.HoldsAsync(() => _aspire.AppHosts.Count == 1, s_limit);
        using var appHost = Process.GetProcessById(_aspire.AppHosts[0]);

        using (var kill = Process.Start("kill", ["-" + signal, command.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await command.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_limit, TestContext.Current.CancellationToken);
        await appHost.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_limit, TestContext.Current.CancellationToken);
        Assert.Equal(signal == "INT" ? 0 : 128 + 9, command.ExitCode);
        Assert.Empty(_aspire.AppHosts);

        string Text()
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    [Fact]
    public async Task Publish_OfAnAppHostWithoutOwnSteps_ShowsItsStepsAndSucceeds()
    {
        var output = await _aspire.RunAsync("publish", "--apphost", s_project, "--output-path", Path.Combine(_aspire.Home, "out"));

        Assert.Contains("(publish)", output, StringComparison.Ordinal);
        Assert.Contains("Pipeline succeeded", output, StringComparison.Ordinal);
    }

    private async Task<JsonElement> DescribedAsync(string name, string state)
    {
        for (var started = TimeProvider.System.GetTimestamp(); ;)
        {
            var text = await _aspire.RunAsync("describe", "--format", "json", "--apphost", s_project);
            var resource = JsonDocument.Parse(text).RootElement.GetProperty("resources").EnumerateArray()
                .FirstOrDefault(r => r.GetProperty("displayName").GetString() == name && r.GetProperty("state").GetString() == state);
            if (resource.ValueKind == JsonValueKind.Object)
            {
                return resource;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < s_limit, $"'{name}' is not {state}:\n{text}");
        }
    }
}
