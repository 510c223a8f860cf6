namespace AiStack.Kubernetes.Publishing;

/// <summary>How long names of objects may be.</summary>
internal static class LongestNames
{
    /// <summary>Characters that the name of an object may have.</summary>
    /// <param name="kind">Kind of the object.</param>
    public static int Of(string kind) => kind switch
    {
        // Their pods carry the name in labels, which have 63 characters, with a hash behind it.
        "StatefulSet" or "CronJob" => 52,
        "Job" or "Service" or "Namespace" => 63,
        _ => 253,
    };
}
