using System.Text.RegularExpressions;
using AiStack.Core.Schema;

namespace AiStack.Components.Apisix;

/// <summary>What may be said about a route of an AI gateway in a stack file.</summary>
internal static partial class AiRouteProperties
{
    private static readonly FilledListType<string?> s_patterns = new(new TextType("a regular expression"), areLinesAllowed: true);

    public static PropertySet All { get; } = new(
        new Property<AiRouteOptions, string?>("subdomain", IngressProperties.Subdomain, options => options.Subdomain, (options, subdomain) => options with { Subdomain = subdomain },
            "First part of the host: <subdomain>.<domain>. Default: the name of what is linked to."),
        new Property<AiRouteOptions, string?>("path", new TextType("a path such as /v1/chat/completions, or /v1/* for all below /v1/", Path(), 500), options => options.Path, (options, path) => options with { Path = path! },
            "Path that the route answers; '*' at its end means everything that begins so, with a token limit or a decorator only what they see of it. Default: /v1/*."),
        new Property<AiRouteOptions, IReadOnlyList<string?>?>("deny_patterns", s_patterns, options => options.DenyPatterns, (options, patterns) => options with { DenyPatterns = patterns! },
            "Regular expressions, none of which a prompt may match: a list, or one per line."),
        new Property<AiRouteOptions, IReadOnlyList<string?>?>("allow_patterns", s_patterns, options => options.AllowPatterns, (options, patterns) => options with { AllowPatterns = patterns! },
            "Regular expressions, one of which a prompt has to match: a list, or one per line."),
        new Property<AiRouteOptions, PromptDecorator?>("prompt_decorator", new PromptDecoratorType(), options => options.PromptDecorator, (options, decorator) => options with { PromptDecorator = decorator },
            "Messages added to every prompt: { role, content }, a list of these, or { prepend, append }."),
        new Property<AiRouteOptions, TokenLimit?>("ai_rate_limit", TokenLimitType.Instance, options => options.TokenLimit, (options, limit) => options with { TokenLimit = limit },
            "How many tokens are given out: { limit, time_window, limit_strategy, per }."));

    [GeneratedRegex(@"^/[A-Za-z0-9._~!$&'()+,;=:@%/-]*\*?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
