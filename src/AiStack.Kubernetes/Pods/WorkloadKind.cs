namespace AiStack.Kubernetes.Pods;

/// <summary>What keeps pods running.</summary>
public enum WorkloadKind
{
    /// <summary>Replicas that are all alike.</summary>
    Deployment,

    /// <summary>Replicas with names and disks of their own.</summary>
    StatefulSet,

    /// <summary>Pods that do something once.</summary>
    Job,
}
