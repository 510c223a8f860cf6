namespace AiStack.Components.NodePools;

/// <summary>Who makes a pool's nodes, and so by which label they are found.</summary>
public enum NodePoolProvider
{
    /// <summary>Karpenter on AWS, from a NodePool and an EC2NodeClass that are published.</summary>
    KarpenterAws,

    /// <summary>An existing pool of Google Kubernetes Engine.</summary>
    Gke,

    /// <summary>An existing node group of Amazon EKS.</summary>
    Eks,

    /// <summary>An existing agent pool of Azure Kubernetes Service.</summary>
    Aks,

    /// <summary>Nodes that somebody labelled <c>aistack/nodepool</c>.</summary>
    Label,
}
