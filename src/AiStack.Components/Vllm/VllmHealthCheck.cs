using System.Text.Json;
using AiStack.Hosting;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiStack.Components.Vllm;

/// <summary>A vLLM component is healthy when every model that is meant to run is, and its router can be asked for it.</summary>
/// <remarks>
/// The router alone is healthy before it has seen any engine, and who waits for the component wants to ask its models.
/// A model that was stopped, or that failed, does not count: the others can be used without it. Nor does one that sleeps, which the first request wakes.
/// </remarks>
internal sealed class VllmHealthCheck(VllmResource vllm, IServiceProvider services) : IHealthCheck
{
    private static readonly HttpClient s_client = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        // A proxied endpoint without a listening program accepts and stays silent.
        Timeout = TimeSpan.FromSeconds(5),
    };

    internal static void Add(IResourceBuilder<VllmResource> vllm)
    {
        var key = $"{vllm.Resource.Name}_models";
        vllm.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, services => new VllmHealthCheck(vllm.Resource, services), failureStatus: null, tags: null));
        vllm.WithHealthCheck(key);
    }

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var wanted = vllm.Models.Where(IsMeantToRun).ToList();
        if (wanted.Count == 0)
        {
            return vllm.Models.Any(model => model.IsAsleep) ? HealthCheckResult.Healthy("Its models sleep until they are asked for.") : HealthCheckResult.Unhealthy("None of its models runs.");
        }

        var engines = await EnginesAsync(wanted, cancellationToken).ConfigureAwait(false);
        if (wanted.FirstOrDefault(model => engines.Entries[CompositeResourceExtensions.PartsHealthCheckOf(model)].Status != HealthStatus.Healthy) is { } ill)
        {
            return HealthCheckResult.Unhealthy($"The model '{ill.Name}' has no healthy replica.");
        }

        try
        {
            var listed = await ListedAsync(cancellationToken).ConfigureAwait(false);
            return wanted.FirstOrDefault(model => !listed.Contains(model.Spec.ClientName)) is { } unseen
                ? HealthCheckResult.Unhealthy($"The router does not list the model '{unseen.Name}' yet.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Unhealthy($"The router does not tell its models: {error.Message}");
        }
    }

    // Not the models' own health: a child's health includes its parent's, and each would wait for the other.
    private Task<HealthReport> EnginesAsync(IEnumerable<ModelResource> models, CancellationToken cancelled)
    {
        var checks = models.Select(CompositeResourceExtensions.PartsHealthCheckOf).ToHashSet(StringComparer.Ordinal);
        return services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => checks.Contains(check.Name), cancelled);
    }

    private async Task<HashSet<string>> ListedAsync(CancellationToken cancelled)
    {
        var url = new Uri(new Uri(vllm.Endpoint.Url), "/v1/models");
        using var list = JsonDocument.Parse(await s_client.GetByteArrayAsync(url, cancelled).ConfigureAwait(false));
        return [.. list.RootElement.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!)];
    }

    private bool IsMeantToRun(ModelResource model) =>
        !model.IsAsleep && (services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(model.Name, out var known) && known.Snapshot.State?.Text is { } state
            ? !KnownResourceStates.TerminalStates.Contains(state) && !(state == KnownResourceStates.NotStarted && model.HasAnnotationOfType<ExplicitStartupAnnotation>())
            : true);
}
