using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AiStack.ServiceDefaults;

/// <summary>What every program of ours has in common when it runs under Aspire: traces, metrics and structured logs.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Sends traces, metrics and structured logs to the OTLP endpoint that Aspire names in the environment.</summary>
    /// <param name="builder">The program's builder.</param>
    /// <param name="source">Name of the program's own <c>ActivitySource</c> and <c>Meter</c>.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Without <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> nothing is registered, so a program that runs alone pays nothing
    /// for it. Endpoint, headers (the dashboard's API key), service name and intervals are read by the OpenTelemetry
    /// SDK itself from the <c>OTEL_*</c> variables.
    /// </remarks>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, string source)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);

        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return builder;
        }

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(source))
            .WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation(options =>
                {
                    options.Filter = context => !IsProbe(context.Request.Path);

                    // Without route patterns a span would be called «POST» and nothing more; our programs have few paths.
                    options.EnrichWithHttpRequest = (span, request) => span.DisplayName = $"{request.Method} {request.Path}";
                })
                .AddHttpClientInstrumentation()
                .AddSource(source))
            .UseOtlpExporter();

        return builder;
    }

    // Probes and scrapes arrive every few seconds and would bury the requests that people look for.
    private static bool IsProbe(Microsoft.AspNetCore.Http.PathString path) =>
        path.StartsWithSegments("/health") || path.StartsWithSegments("/metrics");
}
