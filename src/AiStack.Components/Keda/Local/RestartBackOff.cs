namespace AiStack.Components.Keda;

/// <summary>How long what failed is left alone before it is started again: not at all the first time, then 10 s, and twice as long each time up to 5 minutes.</summary>
/// <remarks>Source: Kubernetes, «Pod Lifecycle», container restarts; kubernetes, <c>pkg/kubelet/kubelet.go</c>, <c>MaxCrashLoopBackOff</c>, and <c>client-go/util/flowcontrol/backoff.go</c>.</remarks>
internal sealed class RestartBackOff
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);
    private TimeSpan _last = TimeSpan.Zero;
    private TimeSpan? _restarted;

    /// <summary>Notes a failure.</summary>
    /// <param name="now">When it failed.</param>
    /// <returns>Time until the next start.</returns>
    public TimeSpan Next(TimeSpan now)
    {
        // What has held for ten minutes begins anew.
        _last = _restarted is not { } restarted || now - restarted > 2 * s_longest ? TimeSpan.Zero
            : _last == TimeSpan.Zero ? s_first
            : _last * 2 < s_longest ? _last * 2 : s_longest;
        _restarted = now + _last;
        return _last;
    }
}
