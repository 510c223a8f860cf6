using AiStack.Core.Schema;

namespace AiStack.Components.Apisix;

/// <summary>A limit of tokens in a window of time.</summary>
internal static class TokenLimitType
{
    private static readonly WordType<LimitStrategy> s_strategy = new(
        ("total_tokens", LimitStrategy.TotalTokens), ("prompt_tokens", LimitStrategy.PromptTokens), ("completion_tokens", LimitStrategy.CompletionTokens));

    private static readonly WordType<TokenLimitScope> s_scope = new(("consumer", TokenLimitScope.Consumer), ("route", TokenLimitScope.Route));

    public static RecordType<TokenLimit> Instance { get; } = new(
        new(
            new Property<TokenLimit, int>("limit", new IntegerType(1), limit => limit.Limit, (limit, tokens) => limit with { Limit = tokens }, "Tokens in one window.") { IsRequired = true },
            new Property<TokenLimit, TimeSpan>("time_window", new WholeSecondsType(TimeSpan.FromSeconds(1)), limit => limit.TimeWindow, (limit, window) => limit with { TimeWindow = window },
                "The window, in whole seconds.") { IsRequired = true },
            new Property<TokenLimit, LimitStrategy>("limit_strategy", s_strategy, limit => limit.Strategy, (limit, strategy) => limit with { Strategy = strategy },
                "Which tokens are counted: total_tokens (default), prompt_tokens or completion_tokens."),
            new Property<TokenLimit, TokenLimitScope?>("per", new OptionalType<TokenLimitScope>(s_scope), limit => limit.Scope, (limit, scope) => limit with { Scope = scope },
                "Whose tokens are counted together: consumer or route. Default: consumer when the gateway has keys.")),

        // Placeholders that no file can say.
        new(int.MinValue, TimeSpan.MaxValue));
}
