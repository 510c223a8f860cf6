namespace AiStack.Components.Apisix;

/// <summary>Whose tokens are counted together.</summary>
public enum TokenLimitScope
{
    /// <summary>Those of one consumer, known by its key.</summary>
    Consumer,

    /// <summary>Those of everybody who uses the route.</summary>
    Route,
}
