namespace AiStack.Components.NodePools;

/// <summary>What a taint does to pods that do not tolerate it: Kubernetes' own words.</summary>
public enum TaintEffect
{
    /// <summary>New ones are kept away.</summary>
    NoSchedule,

    /// <summary>New ones are kept away where possible.</summary>
    PreferNoSchedule,

    /// <summary>New ones are kept away and running ones are removed.</summary>
    NoExecute,
}
