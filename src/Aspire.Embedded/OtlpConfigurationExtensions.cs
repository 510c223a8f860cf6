using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Telemetry of resources.</summary>
public static class OtlpConfigurationExtensions
{
    /// <summary>Gives a resource the variables with which OpenTelemetry sends traces, metrics and logs to the dashboard.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The same builder. Without a dashboard nothing is set.</returns>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);

        if (builder.Resource.HasAnnotationOfType<OtlpExporterAnnotation>())
        {
            return builder;
        }

        return builder
            .WithAnnotation(new OtlpExporterAnnotation())
            .WithEnvironment(context =>
                context.ExecutionContext.IsRunMode && context.ExecutionContext.Services.GetService<IOtlpEnvironment>() is { } otlp
                    ? otlp.ApplyAsync(context)
                    : Task.CompletedTask);
    }
}
