using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.Bundle;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Configuration;

namespace Aspire.Embedded.Tests.Dashboard;

/// <summary>The real Aspire Dashboard, started with the environment that an AppHost gives it and fed by a <see cref="ResourceServerHost"/>.</summary>
internal sealed class RealDashboard : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];

    private RealDashboard(ResourceServerHost host, string path)
    {
        Host = host;
        Address = new DashboardAddress(host.Settings, host.Keys);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = Address.BaseUrl };
        var start = new ProcessStartInfo(path, "dashboard") { WorkingDirectory = Path.GetDirectoryName(path), RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in DashboardEnvironment.Create(host.Configuration, host.Settings, host.Keys, host.Url))
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal ResourceServerHost Host { get; }

    internal DashboardAddress Address { get; }

    internal HttpClient Client { get; }

    internal bool IsRunning => !_process.HasExited;

    internal IEnumerable<string> Output => _output;

    internal static async Task<RealDashboard> StartAsync()
    {
        var path = Locate();
        var dashboard = new RealDashboard(ResourceServerHost.Start(), path);
        await dashboard.Address.WatchAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return dashboard;
    }

    /// <summary>Asks until the answer is the wanted one.</summary>
    internal static async Task<bool> EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await condition())
            {
                return true;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        _process.Dispose();
        await Host.DisposeAsync();
    }

    private static string Locate()
    {
        try
        {
            return BundleLocator.Locate(new ConfigurationBuilder().AddEnvironmentVariables().Build(), Assembly.GetExecutingAssembly()).DashboardPath;
        }
        catch (DistributedApplicationException e)
        {
            Requirement.IsMissing(e.Message);
            throw;
        }
    }
}
