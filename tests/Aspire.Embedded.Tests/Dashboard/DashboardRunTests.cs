using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Embedded.Tests.Dcp;
using Aspire.Hosting.Dcp;

namespace Aspire.Embedded.Tests.Dashboard;

/// <summary>What a user sees of the dashboard when an AppHost runs, from outside.</summary>
[Collection("dcp")]
public sealed class DashboardRunTests
{
    private const string Login = "Login to the dashboard at ";

    private static readonly (string, string) s_allowHttp = ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AppHost_WithDashboard_PrintsALoginUrlThatOpensIt()
    {
        using var host = new AppHostProcess(["--WithDashboard=true", "--Scripts:sleeper", "exec sleep 300"], s_allowHttp);
        await host.PrintsAsync(Login);
        var line = host.Output.Split('\n').First(line => line.Contains(Login, StringComparison.Ordinal));
        var url = new Uri(line[(line.IndexOf(Login, StringComparison.Ordinal) + Login.Length)..]);

        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(url, Cancellation);

        Assert.Contains(answer.Headers, header => header.Key == "Set-Cookie");
        Assert.Contains($"Now listening on: {url.GetLeftPart(UriPartial.Authority)}", host.Output, StringComparison.Ordinal);
        await StopAsync(host);
        Assert.Equal(0, host.ExitCode);
        Assert.DoesNotContain("fail:", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AppHost_WhoseDashboardDies_SaysSoAndEndsWithAnError()
    {
        using var host = new AppHostProcess(["--WithDashboard=true"], s_allowHttp);
        await host.PrintsAsync(Login);
        var sessions = DcpProcesses.WorkingIn(host.SessionFolder).Select(id => ProcessTable.Find(id)!.Session).ToHashSet();
        var dashboard = Assert.Single(ProcessTable.Read(), process => process.Name == "aspire-managed" && sessions.Contains(process.Session));

        RunningProcess.Signal(dashboard.Identity.Id, RunningProcess.Kill);
        await host.ExitsAsync(TimeSpan.FromSeconds(15));

        Assert.Equal(1, host.ExitCode);
        Assert.Contains("The Aspire Dashboard was killed while the application was running.", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AppHost_DashboardPortTaken_NamesTheHolderAndTheWayOut()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        using var host = new AppHostProcess(["--WithDashboard=true", "--DcpPublisher:RandomizePorts=false", "--ASPNETCORE_URLS", $"http://localhost:{port}"], s_allowHttp);
        await host.ExitsAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(1, host.ExitCode);
        Assert.StartsWith($"Port {port} is taken by ", host.Output, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", host.Output, StringComparison.Ordinal);
        Assert.Contains("choose another port: --ASPNETCORE_URLS=http://localhost:", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AppHost_HttpNotAllowed_SaysWhichSettingAllowsIt()
    {
        using var host = new AppHostProcess(["--WithDashboard=true"], ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", ""));
        await host.ExitsAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(1, host.ExitCode);
        Assert.Contains("ASPIRE_ALLOW_UNSECURED_TRANSPORT=true", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }

    private static async Task StopAsync(AppHostProcess host)
    {
        RunningProcess.Signal(host.Id, 2);
        await host.ExitsAsync(TimeSpan.FromSeconds(10));
    }
}
