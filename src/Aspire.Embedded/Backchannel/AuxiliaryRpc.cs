using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Backchannel;

/// <summary>What `aspire ps`, `describe`, `logs` and `stop` call; method names and shapes are theirs (version 1 of that contract).</summary>
internal sealed class AuxiliaryRpc(
    AppHostInformation appHost,
    IConfiguration configuration,
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    DashboardUrlSource dashboard,
    IHostApplicationLifetime lifetime)
{
    public object GetAppHostInformationAsync() => new
    {
        AppHostPath = appHost.Path,
        Environment.ProcessId,
        CliProcessId = int.TryParse(configuration["ASPIRE_CLI_PID"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (int?)null,
        StartedAt = new DateTimeOffset(System.Diagnostics.Process.GetCurrentProcess().StartTime),
        CliLogFilePath = configuration["ASPIRE_CLI_LOG_FILE"],
    };

    public object GetCapabilitiesAsync(JsonElement? request) => new { Capabilities = new[] { "aux.v1" } };

    public Task<DashboardUrls> GetDashboardUrlsAsync(CancellationToken cancellationToken) => dashboard.GetAsync(cancellationToken);

    public void StopAppHostAsync() => lifetime.StopApplication();

    public object[] GetResourceSnapshotsAsync() => [.. model.Resources
        .Select(resource => notifications.TryGetCurrentState(resource.GetInstanceId(), out var current) ? current : null)
        .OfType<ResourceEvent>()
        .Select(ResourceMessages.Snapshot)];

    public async IAsyncEnumerable<object> WatchResourceSnapshotsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await foreach (var current in notifications.WatchAsync(ended.Token).UntilCancelled(ended.Token).ConfigureAwait(false))
        {
            yield return ResourceMessages.Snapshot(current);
        }
    }

    /// <param name="resourceName">A resource's name or instance id; <see langword="null"/>: all resources.</param>
    /// <param name="follow">Whether to go on with the lines that are still to come.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<object> GetResourceLogsAsync(string? resourceName, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var streams = model.Resources
            .Where(r => resourceName is null || string.Equals(r.Name, resourceName, StringComparison.OrdinalIgnoreCase) || r.GetInstanceId() == resourceName)
            .Select(r => Lines(r, follow));
        await foreach (var line in AsyncSequences.Merge(streams, ended.Token).UntilCancelled(ended.Token).ConfigureAwait(false))
        {
            yield return line;
        }
    }

    private async IAsyncEnumerable<object> Lines(IResource resource, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var id = resource.GetInstanceId();
        var batches = follow ? logs.WatchAsync(id) : logs.GetAllAsync(id);
        await foreach (var batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in batch)
            {
                yield return new { ResourceName = id, line.LineNumber, line.Content, IsError = line.IsErrorMessage };
            }
        }
    }
}
