namespace AiStack.Components.NodePools;

/// <summary>How a provider sells a node.</summary>
public enum CapacityType
{
    /// <summary>At the full price, for as long as it is wanted.</summary>
    OnDemand,

    /// <summary>Cheaper, and taken back at short notice.</summary>
    Spot,
}
