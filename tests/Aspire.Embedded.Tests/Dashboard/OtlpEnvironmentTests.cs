using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Embedded.Tests.Dashboard;

public class OtlpEnvironmentTests
{
    [Fact]
    public async Task Program_WithOtlpExporter_SendsToTheDashboardUnderItsOwnName()
    {
        var variables = await ResolveAsync(withDashboard: true, "--environment", "Development");

        Assert.Equal("http://localhost:4317", variables["OTEL_EXPORTER_OTLP_ENDPOINT"].Value);
        Assert.Equal("grpc", variables["OTEL_EXPORTER_OTLP_PROTOCOL"].Value);
        Assert.Equal("chat", variables["OTEL_SERVICE_NAME"].Value);
        Assert.Matches("^service\\.instance\\.id=chat-[a-z]{8}$", variables["OTEL_RESOURCE_ATTRIBUTES"].Value);
        Assert.Equal("1000", variables["OTEL_METRIC_EXPORT_INTERVAL"].Value);
    }

    [Fact]
    public async Task ApiKey_OfTheExporter_IsASecret()
    {
        var headers = (await ResolveAsync(withDashboard: true))["OTEL_EXPORTER_OTLP_HEADERS"];

        Assert.Equal("x-otlp-api-key=abc", headers.Value);
        Assert.True(headers.IsSecret);
    }

    [Fact]
    public async Task Program_OutsideDevelopment_KeepsItsOwnPace() =>
        Assert.DoesNotContain("OTEL_METRIC_EXPORT_INTERVAL", (await ResolveAsync(withDashboard: true, "--environment", "Production")).Keys);

    [Fact]
    public async Task Program_NeitherDashboardNorReceiver_SendsNothing() =>
        Assert.DoesNotContain((await ResolveAsync(withDashboard: false)).Keys, name => name.StartsWith("OTEL_", StringComparison.Ordinal));

    [Fact]
    public async Task Program_ReceiverConfiguredInsteadOfADashboard_SendsThere()
    {
        var variables = await ResolveAsync(withDashboard: false, "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://collector:4317");

        Assert.Equal("http://collector:4317", variables["OTEL_EXPORTER_OTLP_ENDPOINT"].Value);
    }

    private static async Task<Dictionary<string, ResolvedVariable>> ResolveAsync(bool withDashboard, params string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--AppHost:OtlpApiKey", "abc", "--ASPNETCORE_URLS", "http://localhost:0", .. args],
            AllowUnsecuredTransport = true,
        });
        var program = builder.AddExecutable("chat", "chat", ".").WithOtlpExporter().Resource;
        await using var app = builder.Build();
        ResourceInstance.AssignTo([program]);
        if (withDashboard)
        {
            var dashboard = new DashboardResource("/bundle/aspire-managed", app.Services.GetRequiredService<DashboardSettings>());
            var endpoint = dashboard.Annotations.OfType<EndpointAnnotation>().Single(endpoint => endpoint.Name == DashboardResource.OtlpGrpcEndpoint);
            endpoint.AllocatedEndpoint = new(endpoint, "localhost", 4317);
            app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Add(dashboard);
        }

        var resolved = await ResourceConfigurationResolver.ResolveAsync(
            program,
            app.Services.GetRequiredService<DistributedApplicationExecutionContext>(),
            KnownNetworkIdentifiers.LocalhostNetwork,
            NullLogger.Instance,
            TestContext.Current.CancellationToken);
        return resolved.Variables.ToDictionary(variable => variable.Name);
    }
}
