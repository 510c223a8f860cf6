using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.NodePools;

/// <summary>What has to be done by hand before models find their nodes.</summary>
internal static class NodePoolGuide
{
    private const int Order = 20;

    /// <summary>How nodes get the label that a pool without a provider is found by.</summary>
    /// <remarks>Once for each pool, however many components run there.</remarks>
    public static void AddLabel(ManifestContext context, string pool)
    {
        var title = $"Label the nodes of {pool}";
        if (context.GuideSections.Any(section => section.Title == title))
        {
            return;
        }

        context.Guides(new(Order, title, $"""
            The models that run there choose nodes by a label that nobody but you sets:

            ```sh
            kubectl label node <node> {NodePoolFacts.OwnLabel}={pool}
            ```

            """.ReplaceLineEndings("\n")));
    }

    /// <summary>What Karpenter finds subnets, security groups and its nodes' role by.</summary>
    public static void AddKarpenter(ManifestContext context, string pool)
    {
        var stack = context.Stack.Spec.Name;
        context.Guides(new(Order, $"Prepare Karpenter for {pool}", $"""
            Karpenter itself has to be in the cluster (chart `oci://public.ecr.aws/karpenter/karpenter`, 1.14 or newer). The stack does not know the cluster's name, so its own stands for it:

            - Subnets and security groups that nodes may use carry the tag `{NodePoolFacts.DiscoveryTag}: {stack}`. Where they have the tag of the cluster already, write that value into
              the EC2NodeClass `{pool}`.
            - Nodes take the IAM role `{NodePoolFacts.NodeRolePrefix}{stack}`.
            - The machine image is `{NodePoolFacts.AmiAlias}`, so new images replace nodes, one at a time. To decide that yourself, write a version in place of `latest`:

            ```sh
            aws ssm get-parameters-by-path --recursive --path /aws/service/eks/optimized-ami/<kubernetes version>/amazon-linux-2023/x86_64/nvidia
            ```

            """.ReplaceLineEndings("\n")));
    }
}
