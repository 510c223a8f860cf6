using AiStack.Core;

namespace AiStack.Components.Apisix;

/// <summary>What can be said about a route from an AI gateway to a model or a provider.</summary>
public sealed record AiRouteOptions : LinkOptions
{
    /// <summary>Path when none is said: everything of the OpenAI API.</summary>
    public const string DefaultPath = "/v1/*";

    /// <summary>First part of the route's host: <c>&lt;subdomain&gt;.&lt;domain&gt;</c>, and <c>&lt;subdomain&gt;.localhost</c> on a laptop.</summary>
    /// <value><see langword="null"/> (default): the name of the model or provider.</value>
    public string? Subdomain { get; init; }

    /// <summary>Path that the route answers: one path, or with <c>*</c> at its end all that begin so.</summary>
    /// <value>Default: <c>/v1/*</c>.</value>
    public string Path { get; init; } = DefaultPath;

    /// <summary>Regular expressions, none of which a prompt may match. They are of the subset that <see cref="Core.Patterns.PatternSubset"/> describes.</summary>
    /// <value><see langword="null"/> (default): everything is allowed.</value>
    public IReadOnlyList<string>? DenyPatterns { get; init; }

    /// <summary>Regular expressions, one of which a prompt has to match.</summary>
    /// <value><see langword="null"/> (default): everything is allowed.</value>
    public IReadOnlyList<string>? AllowPatterns { get; init; }

    /// <summary>Messages that are added to every prompt.</summary>
    /// <value><see langword="null"/> (default): none.</value>
    public PromptDecorator? PromptDecorator { get; init; }

    /// <summary>How many tokens are given out.</summary>
    /// <value><see langword="null"/> (default): any number.</value>
    public TokenLimit? TokenLimit { get; init; }
}
