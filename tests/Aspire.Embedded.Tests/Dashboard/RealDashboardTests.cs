using System.Diagnostics;
using System.Globalization;
using System.Net;
using Aspire.Hosting.Dashboard;
using FsCheck.Fluent;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aspire.Embedded.Tests.Dashboard;

public class RealDashboardTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboard_AnySnapshots_ShowsWhatComesAfterThem()
    {
        await using var dashboard = await RealDashboard.StartAsync();
        dashboard.Host.Publish("first", "Running");
        await using var browser = await Browser.LoginAsync(dashboard.Address.LoginUrl);
        await browser.Page.GetByText("first", new() { Exact = true }).First.WaitForAsync();

        foreach (var (index, wrapped) in SnapshotArbitrary.Snapshots().Generator.Sample(200).Index())
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"r{index}");
            dashboard.Host.Feed.Publish(ResourceMessage.Create(id, id, wrapped.Snapshot with { IsHidden = true }, DateTime.UtcNow));
        }

        // A message that it cannot read ends its watch, so this would never appear.
        await Task.Delay(200, Cancellation);
        dashboard.Host.Publish("last", "Running");
        await browser.Page.GetByText("last", new() { Exact = true }).First.WaitForAsync();

        Assert.Equal(1, dashboard.Host.Feed.SubscriptionCount);
        Assert.True(dashboard.IsRunning);
    }

    [Fact]
    public async Task Dashboard_WithoutTheToken_ShowsOnlyItsLoginPage()
    {
        await using var dashboard = await RealDashboard.StartAsync();

        using var page = await dashboard.Client.GetAsync(new Uri("/", UriKind.Relative), Cancellation);
        using var login = await dashboard.Client.GetAsync(dashboard.Address.LoginUrl, Cancellation);
        using var wrong = await dashboard.Client.GetAsync(new Uri("/login?t=wrong", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.StartsWith("/login", new Uri(dashboard.Address.BaseUrl, page.Headers.Location!).AbsolutePath, StringComparison.Ordinal);
        Assert.Contains(login.Headers, header => header.Key == "Set-Cookie");
        Assert.DoesNotContain(wrong.Headers, header => header.Key == "Set-Cookie");
    }

    [Fact]
    public async Task Dashboard_TraceSentWithTheKey_IsReadBackAndWithoutItIsNot()
    {
        await using var dashboard = await RealDashboard.StartAsync();
        var keys = dashboard.Host.Keys;
        Send("stranger", headers: null);
        Send("chat", $"x-otlp-api-key={keys.OtlpApiKey}");

        var traces = "";
        Assert.True(await RealDashboard.EventuallyAsync(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/telemetry/traces?limit=10") { Headers = { { "x-api-key", keys.TelemetryApiKey } } };
            using var response = await dashboard.Client.SendAsync(request, Cancellation);
            traces = await response.Content.ReadAsStringAsync(Cancellation);
            return traces.Contains("answer-chat", StringComparison.Ordinal);
        }), traces);
        Assert.DoesNotContain("answer-stranger", traces, StringComparison.Ordinal);
        using var refused = await dashboard.Client.GetAsync(new Uri("/api/telemetry/traces", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        void Send(string service, string? headers)
        {
            using var source = new ActivitySource($"test.{service}");
            using var provider = Sdk.CreateTracerProviderBuilder()
                .AddSource(source.Name)
                .ConfigureResource(resource => resource.AddService(service, serviceInstanceId: $"{service}-1"))
                .AddOtlpExporter(exporter =>
                {
                    exporter.Endpoint = dashboard.Host.Settings.OtlpGrpcUrl.Reachable;
                    exporter.Protocol = OtlpExportProtocol.Grpc;
                    exporter.Headers = headers;
                    exporter.ExportProcessorType = ExportProcessorType.Simple;
                })
                .Build();
            source.StartActivity($"answer-{service}")?.Dispose();
            provider.ForceFlush(5000);
        }
    }
}
