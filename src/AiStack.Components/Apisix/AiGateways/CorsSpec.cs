namespace AiStack.Components.Apisix;

/// <summary>Which web pages may call a gateway from a browser.</summary>
public sealed record CorsSpec
{
    /// <summary>The pages' origins: <c>https://app.example.com</c>, or <c>*</c> alone for any.</summary>
    /// <value>Default: any.</value>
    public IReadOnlyList<string>? AllowOrigins { get; init; }

    /// <summary>The methods they may use, or <c>*</c> alone for any.</summary>
    /// <value>Default: any.</value>
    public IReadOnlyList<string>? AllowMethods { get; init; }

    /// <summary>The request headers they may set, or <c>*</c> alone for any.</summary>
    /// <value>Default: any.</value>
    public IReadOnlyList<string>? AllowHeaders { get; init; }

    /// <summary>How long a browser may remember the answer.</summary>
    /// <value>Whole seconds. Default: 5 s, as in APISIX.</value>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(5);
}
