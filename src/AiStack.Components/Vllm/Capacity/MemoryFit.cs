namespace AiStack.Components.Vllm.Capacity;

/// <summary>What a memory estimate says.</summary>
public enum MemoryFit
{
    /// <summary>Nothing could be said; the estimate names the reason.</summary>
    NotEstimated,

    /// <summary>At most 90 % of the budget is needed.</summary>
    Fits,

    /// <summary>It fits, but less than a tenth of the budget is left, which is less than what the estimate may be wrong by.</summary>
    FitsWithin10Percent,

    /// <summary>More is needed than there is: the engine would stop at its start.</summary>
    DoesNotFit,
}
