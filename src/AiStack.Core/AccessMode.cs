namespace AiStack.Core;

/// <summary>Who may mount a disk: Kubernetes' own words.</summary>
public enum AccessMode
{
    /// <summary>Pods of one node.</summary>
    ReadWriteOnce,

    /// <summary>Any pod, reading.</summary>
    ReadOnlyMany,

    /// <summary>Any pod, writing: what shared disks of several replicas need.</summary>
    ReadWriteMany,

    /// <summary>One pod.</summary>
    ReadWriteOncePod,
}
