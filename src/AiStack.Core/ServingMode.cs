namespace AiStack.Core;

/// <summary>What runs models in the cluster.</summary>
public enum ServingMode
{
    /// <summary>The production-stack operator, by its custom resources.</summary>
    Operator,

    /// <summary>Plain Deployments, for clusters without the operator.</summary>
    Deployment,
}
