namespace AiStack.Components.NodePools;

/// <summary>Labels, taints and classes of nodes, as their providers set them.</summary>
/// <remarks>
/// Source: the providers' documentation of node pools; karpenter CRDs 1.14 and aws/karpenter-provider-aws <c>website/content/en/docs/concepts</c>; NVIDIA GPU operator, pages
/// on Amazon EKS, Azure AKS and Google GKE.
/// </remarks>
public static class NodePoolFacts
{
    /// <summary>Our own label, where no provider has one.</summary>
    public const string OwnLabel = "aistack/nodepool";

    /// <summary>Google Kubernetes Engine's label with the pool's name.</summary>
    public const string GkeLabel = "cloud.google.com/gke-nodepool";

    /// <summary>Amazon EKS's label with the node group's name.</summary>
    public const string EksLabel = "eks.amazonaws.com/nodegroup";

    /// <summary>Azure Kubernetes Service's label with the agent pool's name.</summary>
    public const string AksLabel = "kubernetes.azure.com/agentpool";

    /// <summary>Karpenter's label with the NodePool's name.</summary>
    public const string KarpenterLabel = "karpenter.sh/nodepool";

    /// <summary>Operating system of a node.</summary>
    public const string OperatingSystemLabel = "kubernetes.io/os";

    /// <summary>Processor architecture of a node.</summary>
    public const string ArchitectureLabel = "kubernetes.io/arch";

    /// <summary>Key of the taint that the documentation of AKS puts on GPU pools, with value <c>gpu</c>.</summary>
    public const string AksGpuTaint = "sku";

    /// <summary>Key of the taint that AKS puts on spot pools, with value <c>spot</c>.</summary>
    public const string AksSpotTaint = "kubernetes.azure.com/scalesetpriority";

    /// <summary>RuntimeClass that NVIDIA's GPU operator makes.</summary>
    public const string NvidiaRuntimeClass = "nvidia";

    /// <summary>Handler of ordinary containers in containerd.</summary>
    public const string PlainHandler = "runc";

    /// <summary>Handler for GPUs on nodes of Amazon's accelerated images, where it is the default one.</summary>
    public const string EksGpuHandler = "nvidia";

    /// <summary>Handler for GPUs on nodes of AKS, where it is the default one.</summary>
    public const string AksGpuHandler = "nvidia-container-runtime";

    /// <summary>Tag by which Karpenter finds the subnets and security groups of a cluster; its value is the cluster's name.</summary>
    public const string DiscoveryTag = "karpenter.sh/discovery";

    /// <summary>What the role of Karpenter's nodes is called in its own instructions, before the cluster's name.</summary>
    public const string NodeRolePrefix = "KarpenterNodeRole-";

    /// <summary>Machine images of Karpenter's nodes: Amazon Linux 2023, of which Karpenter takes the one with NVIDIA's driver for machines with GPUs.</summary>
    /// <remarks>A version is not named: which ones exist depends on the cluster's Kubernetes version, and one that does not exist stops the pool.</remarks>
    public const string AmiAlias = "al2023@latest";

    /// <summary>Disk of Karpenter's nodes. Images of GPU engines are near 20 GiB each, packed, and there are two while one is replaced.</summary>
    public const string NodeDisk = "200Gi";
}
