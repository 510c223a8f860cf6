namespace AiStack.Gateway.Router;

/// <summary>Numbers and names of the router, each in one place.</summary>
internal static class RouterFacts
{
    /// <summary>Port of the program when none is given, as in the original.</summary>
    public const int Port = 8001;

    /// <summary>Default of <c>--request-stats-window</c>, as in the original.</summary>
    public const int RequestStatsWindowSeconds = 60;

    /// <summary>Largest body that is taken: a prompt with several images is some tens of megabytes.</summary>
    public const long MaxBodyBytes = 256L << 20;

    /// <summary>Most headers of a request; gateways in front add many.</summary>
    public const int MaxHeaders = 1000;

    /// <summary>Most bytes of a request's headers, as much as uvicorn takes.</summary>
    public const int MaxHeaderBytes = 64 * 1024;

    /// <summary>Default of <c>--static-backend-health-check-interval</c>, as in the original.</summary>
    public static TimeSpan HealthCheckInterval { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Default of <c>--static-backend-health-check-timeout-seconds</c>, as in the original.</summary>
    public static TimeSpan HealthCheckTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Default of <c>--engine-stats-interval</c>, as in the original.</summary>
    public static TimeSpan EngineStatsInterval { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two probes of a backend that is down; a refused connection costs next to nothing.</summary>
    public static TimeSpan DownProbeInterval { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The same for one that went down, or was named, a moment ago: it is most likely just starting.</summary>
    public static TimeSpan StartingProbeInterval { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a moment that is.</summary>
    public static TimeSpan StartingTime { get; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a question for the model list waits for backends that have not answered yet.</summary>
    public static TimeSpan ModelListPatience { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Time between two tries whether a healthy backend still listens: a connection that is opened and closed, no request.</summary>
    public static TimeSpan ListeningInterval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Time between two looks at the dynamic configuration.</summary>
    public static TimeSpan DynamicConfigInterval { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Default of <c>--connect-timeout</c>: backends are near, and a far one still answers a SYN within seconds.</summary>
    public static TimeSpan ConnectTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Default of <c>--first-byte-timeout</c>. A plain (not streamed) answer sends nothing until it is complete, and a long
    /// prefill takes minutes; the official OpenAI clients give up after ten minutes too. The original waits for ever.
    /// </summary>
    public static TimeSpan FirstByteTimeout { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Open streams get this long after SIGTERM.</summary>
    public static TimeSpan ShutdownTimeout { get; } = TimeSpan.FromSeconds(1);
}
