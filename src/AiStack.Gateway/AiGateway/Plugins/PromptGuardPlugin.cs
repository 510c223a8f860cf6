using System.Text.Json;
using System.Text.RegularExpressions;
using AiStack.Core.Patterns;
using AiStack.Gateway.AiGateway.Configuration;
using AiStack.Gateway.AiGateway.Protocols;

namespace AiStack.Gateway.AiGateway.Plugins;

/// <summary>Refuses prompts by patterns: 400.</summary>
/// <remarks>
/// <para>Source: apache/apisix 3.18, <c>apisix/plugins/ai-prompt-guard.lua</c> and <c>ai-protocols/binding.lua</c>. Where APISIX answers an empty 200 because no message
/// is left to look at (apache/apisix#13944), a request is judged here: no text matches no pattern.</para>
/// <para>Patterns run in .NET's engine without backtracking wherever they can; the others have a time limit, and a prompt at which it is exceeded is refused:
/// what nobody could judge is not let in.</para>
/// </remarks>
internal sealed partial class PromptGuardPlugin : GatewayPlugin
{
    private readonly IReadOnlyList<Regex> _allow;
    private readonly IReadOnlyList<Regex> _deny;
    private readonly bool _refusesOthers;
    private readonly ILogger _logger;

    private PromptGuardPlugin(IReadOnlyList<Regex> allow, IReadOnlyList<Regex> deny, bool refusesOthers, ILogger logger) => (_allow, _deny, _refusesOthers, _logger) = (allow, deny, refusesOthers, logger);

    /// <inheritdoc/>
    public override int Priority => 1072;

    /// <summary>Reads the configuration.</summary>
    public static PromptGuardPlugin Read(JsonSpot config, ILogger logger)
    {
        config.Only("allow_patterns", "deny_patterns", "match_all_roles", "match_all_conversation_history", "fail_mode");

        // Looking only at the last message, or only at the user's, is what lets a guard be walked around; and it is where APISIX fails.
        foreach (var name in (string[])["match_all_roles", "match_all_conversation_history"])
        {
            if (config.Find(name)?.Flag() != true)
            {
                throw new ConfigurationException($"{config.Path}: '{name}' has to be true: without it APISIX 3.18 answers some requests with an empty 200.");
            }
        }

        var mode = config.Find("fail_mode");
        return new(
            Patterns(config.Find("allow_patterns")),
            Patterns(config.Find("deny_patterns")),
            mode?.Text() switch { null or "skip" or "warn" => false, "error" => true, _ => throw mode.Value.Wrong("skip, warn or error") },
            logger);
    }

    /// <inheritdoc/>
    public override async ValueTask<Refusal?> AccessAsync(Exchange exchange)
    {
        if (await exchange.ReadRequestAsync() is { } unreadable)
        {
            return unreadable;
        }

        var request = exchange.Request!;
        if (request.Protocol == AiProtocol.PassThrough)
        {
            return _refusesOthers ? Refusal.Of(StatusCodes.Status400BadRequest, "unsupported request format: it has neither messages nor input") : null;
        }

        try
        {
            return Judge(request);
        }
        catch (JsonException e)
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, e.Message);
        }
        catch (InvalidOperationException)
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, "a name in the body is not valid Unicode");
        }
        catch (RegexMatchTimeoutException)
        {
            LogTimeout(exchange.Route.Name, GatewayFacts.PatternTimeout.TotalMilliseconds);
            return Prohibited();
        }
    }

    private Refusal? Judge(AiRequest request)
    {
        using var texts = PromptTexts.Of(request);
        if (texts.IsUnclear)
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, "unsupported request format: its messages are not a list");
        }

        return _allow.Count > 0 && !Matches(_allow, texts.Value) ? Refusal.Of(StatusCodes.Status400BadRequest, "Request doesn't match allow patterns")
            : Matches(_deny, texts.Value) ? Prohibited()
            : null;
    }

    private static Refusal Prohibited() => Refusal.Of(StatusCodes.Status400BadRequest, "Request contains prohibited content");

    private static bool Matches(IReadOnlyList<Regex> patterns, ReadOnlySpan<char> text)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.IsMatch(text))
            {
                return true;
            }
        }

        return false;
    }

    private static IReadOnlyList<Regex> Patterns(JsonSpot? list) => list is { } items ? [.. items.Items().Select(Pattern)] : [];

    private static Regex Pattern(JsonSpot item)
    {
        if (SharedPattern.ToDotNet(item.Text()) is not { } pattern)
        {
            throw new ConfigurationException($"{item.Path}: {PatternSubset.Check(item.Text())[0].Message}");
        }

        return pattern.IsLinear
            ? new(pattern.Expression, pattern.Options | RegexOptions.NonBacktracking)
            : new(pattern.Expression, pattern.Options | RegexOptions.Compiled, GatewayFacts.PatternTimeout);
    }

    [LoggerMessage(EventId = 50, Level = LogLevel.Warning, Message = "A pattern of route {Route} needed more than {Milliseconds} ms for one prompt, which is refused. Write it without lookaround and back-references")]
    private partial void LogTimeout(string route, double milliseconds);
}
