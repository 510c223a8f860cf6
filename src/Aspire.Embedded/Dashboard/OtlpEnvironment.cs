using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard;

/// <summary>The <c>OTEL_*</c> variables which send a program's traces, metrics and structured logs to the dashboard.</summary>
internal sealed class OtlpEnvironment(DistributedApplicationModel model, DashboardKeys keys, IConfiguration configuration, IHostEnvironment environment) : IOtlpEnvironment
{
    // A dashboard that is watched should show what happened a second ago, not five or sixty.
    private const string WatchedInterval = "1000";

    /// <summary>Adds them; adds none when there is neither a dashboard nor another receiver configured.</summary>
    public Task ApplyAsync(EnvironmentCallbackContext context)
    {
        if (Endpoint() is not { } endpoint)
        {
            return Task.CompletedTask;
        }

        var variables = context.EnvironmentVariables;
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        variables["OTEL_EXPORTER_OTLP_HEADERS"] = Headers();
        // The dashboard finds the resource that telemetry belongs to by these two.
        variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={context.Resource.GetInstanceId()}";
        if (environment.IsDevelopment())
        {
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = WatchedInterval;
            variables["OTEL_BSP_SCHEDULE_DELAY"] = WatchedInterval;
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = WatchedInterval;
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }

        return Task.CompletedTask;
    }

    private object? Endpoint() =>
        model.Resources.OfType<DashboardResource>().FirstOrDefault() is { } dashboard
            ? new EndpointReference(dashboard, DashboardResource.OtlpGrpcEndpoint)
            : configuration[DashboardSettings.OtlpGrpcUrlSetting];

    // A parameter, because that is what marks a value as secret wherever it ends up.
    private ReferenceExpression Headers()
    {
        var key = new ParameterResource("otlp-api-key", _ => keys.OtlpApiKey, secret: true);
        return ReferenceExpression.Create($"x-otlp-api-key={key}");
    }
}
