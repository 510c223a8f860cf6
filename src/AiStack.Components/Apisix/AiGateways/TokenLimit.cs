namespace AiStack.Components.Apisix;

/// <summary>How many tokens a route gives out. A request that begins within the limit is answered in full, so one may go past it.</summary>
/// <param name="Limit">Tokens in one window, 1 or more.</param>
/// <param name="TimeWindow">The window: whole seconds, 1 or more.</param>
public sealed record TokenLimit(int Limit, TimeSpan TimeWindow)
{
    /// <summary>Which tokens are counted.</summary>
    /// <value>Default: those of prompts and answers.</value>
    public LimitStrategy Strategy { get; init; }

    /// <summary>Whose tokens are counted together.</summary>
    /// <value><see langword="null"/> (default): each consumer's own if the gateway has keys, else everybody's.</value>
    public TokenLimitScope? Scope { get; init; }

    /// <summary>Whose tokens are counted together on a route of a gateway.</summary>
    /// <param name="gateway">The gateway.</param>
    public TokenLimitScope ScopeOn(AiGatewaySpec gateway)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        return Scope ?? (gateway.HasKeys ? TokenLimitScope.Consumer : TokenLimitScope.Route);
    }
}
