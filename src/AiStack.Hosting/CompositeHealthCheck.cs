using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiStack.Hosting;

/// <summary>A whole is healthy as long as one of its parts is.</summary>
internal sealed class CompositeHealthCheck(CompositeState state, string whatParts) : IHealthCheck
{
    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.AnyHealthy
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"No {whatParts} is running and healthy."));
}
