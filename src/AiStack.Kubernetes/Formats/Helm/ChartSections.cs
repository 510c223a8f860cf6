namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>The sections of a chart's values.</summary>
internal static class ChartSections
{
    public const string Images = "images";

    public const string Replicas = "replicas";

    public const string Scaling = "scaling";

    public const string Resources = "resources";

    public const string Storage = "storage";

    public const string Secrets = "secrets";

    public const string Quotas = "quotas";

    /// <summary>Sections in their order, each with what a reader has to know.</summary>
    public static IReadOnlyList<(string Name, string Comment)> All { get; } =
    [
        (Images, "Container images."),
        (Replicas, "How many pods, of what can have another number of them. Disruption budgets are part of the chart where the stack asks for more than one."),
        (Scaling, "Between how many pods autoscalers choose. A minimum of 0 is only for what was published with it: nothing would wake the others."),
        (Resources, "What containers ask for and may take at most."),
        (Storage, "Disks: size, and storage class (empty: the cluster's own). Neither can be changed where a disk exists already; most classes let it grow through its claim."),
        (Secrets, "Names of the Secrets that have to be there; the README says what they hold."),
        (Quotas, "What all pods of a namespace may use together. Raise it with the replicas and resources above."),
    ];
}
