namespace AiStack.Core;

/// <summary>Whose label marks the nodes of an existing pool.</summary>
public enum CloudProvider
{
    /// <summary>Google Kubernetes Engine.</summary>
    Gke,

    /// <summary>Amazon EKS managed node groups.</summary>
    Eks,

    /// <summary>Azure Kubernetes Service.</summary>
    Aks,

    /// <summary>Karpenter, on whichever cloud.</summary>
    Karpenter,
}
