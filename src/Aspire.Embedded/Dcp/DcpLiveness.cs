namespace Aspire.Hosting.Dcp;

/// <summary>
/// Notices that DCP has died. It is nobody's child, so no exit can be waited for; but each of its processes holds a connection to our log socket,
/// and when one closes we ask DCP whether it still answers.
/// </summary>
internal static class DcpLiveness
{
    // DCP's server ends some milliseconds after its controllers have died, so one good answer is not the last word.
    private const int Questions = 6;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Returns when DCP no longer answers.</summary>
    internal static async Task UntilDeadAsync(DcpClient client, DcpLogSocket log, CancellationToken cancellationToken)
    {
        while (true)
        {
            await log.DisconnectedAsync(cancellationToken).ConfigureAwait(false);
            for (var question = 0; question < Questions; question++)
            {
                if (!await AnswersAsync(client, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> AnswersAsync(DcpClient client, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            await client.GetExecutionAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
