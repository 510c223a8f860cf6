namespace AiStack.Components.Prometheus.Alerts;

/// <summary>Alerts about targets of which none answers.</summary>
internal static class Presence
{
    /// <summary>How long nothing may answer: a pod that is replaced or moved is back by then.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);

    /// <summary>An expression that finds something when none of a job's targets answered lately, be it that all fail or that there are none.</summary>
    /// <remarks>Without pods there is no target and so no <c>up</c> that could be 0: only its absence tells.</remarks>
    public static string Missing(string targetNamespace, string job, TimeSpan interval) => $"absent({Answering(targetNamespace, job, interval)})";

    /// <summary>An expression that finds the targets of a job that answered lately.</summary>
    public static string Answering(string targetNamespace, string job, TimeSpan interval) =>
        $"max_over_time({Series.Of(ClusterMetrics.Up, ("namespace", targetNamespace), ("job", job))}[{LookBack.For(interval)}]) == 1";
}
