using AiStack.Gateway.CommandLine;

namespace AiStack.Gateway.Router;

/// <summary>The part of the configuration that may change while the router runs.</summary>
internal sealed record RoutingConfiguration
{
    private static readonly string[] s_modelTypes = ["chat", "completion", "embeddings", "rerank", "score"];

    /// <summary>Names of the settings, as files write them; flags write <c>--</c> and hyphens.</summary>
    public static IReadOnlyList<string> SettingNames { get; } =
        ["static_backends", "static_models", "static_aliases", "static_model_types", "routing_logic", "session_key"];

    /// <summary>The backends; one URL may stand here several times with different models.</summary>
    public required IReadOnlyList<StaticBackend> Backends { get; init; }

    /// <summary>Other names of models; the real name is put into the forwarded body.</summary>
    public required IReadOnlyDictionary<string, string> Aliases { get; init; }

    /// <summary>How a backend is chosen.</summary>
    public required RoutingLogic Logic { get; init; }

    /// <summary>Header, or top-level body property, that names a session; given exactly when <see cref="Logic"/> needs it.</summary>
    public string? SessionKey { get; init; }

    /// <summary>Builds a configuration from the original's comma-separated lists.</summary>
    /// <param name="settings">Value by the original's name with underscores, <c>static_backends</c> for example; <see langword="null"/> where not given.</param>
    /// <param name="label">How a setting is called where the user wrote it: <c>--static-backends</c> or <c>static_backends</c>.</param>
    /// <exception cref="UsageException">Something in the lists is wrong; the message says which entry.</exception>
    public static RoutingConfiguration Parse(Func<string, string?> settings, Func<string, string> label)
    {
        var urls = List(settings("static_backends"));
        var models = List(settings("static_models"));
        if (urls.Length != models.Length)
        {
            throw new UsageException(
                $"{label("static_backends")} names {urls.Length} backends but {label("static_models")} names {models.Length} models. Give one model for each backend.");
        }

        var types = List(settings("static_model_types"));
        if (types.Length > 0 && types.Length != urls.Length)
        {
            throw new UsageException(
                $"{label("static_model_types")} names {types.Length} types for {urls.Length} backends. Give one type for each backend, or leave it out.");
        }

        if (types.FirstOrDefault(type => !s_modelTypes.Contains(type)) is { } unknown)
        {
            throw new UsageException($"{label("static_model_types")} knows {string.Join(", ", s_modelTypes)}, not '{unknown}'.");
        }

        var logic = ParseLogic(settings("routing_logic"), label("routing_logic"));
        var sessionKey = settings("session_key");
        if (logic == RoutingLogic.Session && string.IsNullOrEmpty(sessionKey))
        {
            throw new UsageException($"{label("routing_logic")} session needs {label("session_key")}: the header that names a session.");
        }

        return new RoutingConfiguration
        {
            Backends = [.. urls.Select((url, i) => new StaticBackend(Url(url, label("static_backends")), models[i], types.ElementAtOrDefault(i)))],
            Aliases = ParseAliases(settings("static_aliases"), label("static_aliases")),
            Logic = logic,
            SessionKey = logic == RoutingLogic.Session ? sessionKey : null,
        };
    }

    private static string[] List(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Url(string text, string label) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 && url.Query.Length == 0 && url.Fragment.Length == 0
            ? text.TrimEnd('/')
            : throw new UsageException($"{label}: '{text}' is not an http or https URL such as http://127.0.0.1:8000.");

    private static RoutingLogic ParseLogic(string? text, string label) => text switch
    {
        null or "roundrobin" => RoutingLogic.RoundRobin,
        "session" => RoutingLogic.Session,
        "kvaware" or "prefixaware" or "disaggregated_prefill" or "disaggregated_prefill_orchestrated" or "loadaware" or "priority" =>
            throw new UsageException($"{label} '{text}' is not supported here: simulated models share no cache. Use roundrobin or session."),
        _ => throw new UsageException($"{label} must be roundrobin or session, not '{text}'."),
    };

    // gpt-4:llama3,small:Qwen/Qwen3:0.6b — a model name may hold colons, an alias may not.
    private static Dictionary<string, string> ParseAliases(string? text, string label)
    {
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in List(text))
        {
            var colon = entry.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || colon == entry.Length - 1)
            {
                throw new UsageException($"{label}: '{entry}' must be <alias>:<model>.");
            }

            if (!aliases.TryAdd(entry[..colon], entry[(colon + 1)..]))
            {
                throw new UsageException($"{label} names '{entry[..colon]}' twice.");
            }
        }

        return aliases;
    }
}
