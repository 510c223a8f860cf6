using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Knows where the dashboard takes telemetry, and with which key.</summary>
internal interface IOtlpEnvironment
{
    /// <summary>Sets the <c>OTEL_…</c> variables of a resource.</summary>
    Task ApplyAsync(EnvironmentCallbackContext context);
}
