using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>Carries the output of a program, and what DCP says about it, into the log of its resource.</summary>
internal sealed class LogForwarder(ResourceLoggerService logs, ILogger<LogForwarder> logger)
{
    private const int BatchSize = 256;

    /// <summary>Carries everything from the beginning of this start until the program has ended.</summary>
    internal Task ForwardAsync(DcpWorkload workload, DcpClient client, CancellationToken cancellationToken) =>
        Task.WhenAll(workload.Logs.Select(source => ForwardAsync(workload, source, client, cancellationToken)));

    private async Task ForwardAsync(DcpWorkload workload, DcpLogSource source, DcpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = await workload.OpenLogAsync(client, source.Name, cancellationToken).ConfigureAwait(false);
            await foreach (var batch in stream.ReadBatchesAsync(BatchSize, cancellationToken).ConfigureAwait(false))
            {
                logs.Append(workload.Id, source.Name == DcpLogSource.System
                    ? batch.Select(SystemLogLine.Parse).OfType<SystemLogLine>().Select(line => (line.Text, line.IsError))
                    : batch.Select(line => (line, source.IsError)));
            }
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
        catch (Exception exception) when (exception is HttpRequestException or DcpApiException)
        {
            // The object was deleted before its log was opened, or DCP ends: there is nothing to carry.
            logger.LogDebug(exception, "The log '{Source}' of '{Resource}' cannot be read.", source.Name, workload.Id);
        }
    }
}
