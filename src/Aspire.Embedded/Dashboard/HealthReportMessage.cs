using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Wire = Aspire.Hosting.Dashboard.Protocol;

namespace Aspire.Hosting.Dashboard;

/// <summary>One health check's last result as the dashboard reads it; without a status it has not run yet.</summary>
internal static class HealthReportMessage
{
    internal static Wire.HealthReport Create(HealthReportSnapshot report)
    {
        var message = new Wire.HealthReport
        {
            Key = report.Name,
            Description = report.Description ?? "",
            Exception = report.ExceptionText ?? "",
            LastRunAt = report.LastRunAt is { } time ? ResourceMessage.Time(time) : null,
        };
        if (report.Status is { } status)
        {
            message.Status = status switch
            {
                HealthStatus.Healthy => Wire.HealthStatus.Healthy,
                HealthStatus.Degraded => Wire.HealthStatus.Degraded,
                _ => Wire.HealthStatus.Unhealthy,
            };
        }

        return message;
    }
}
