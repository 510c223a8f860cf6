namespace AiStack.Components.Vllm;

/// <summary>LMCache, which tells a router which engine holds which cache.</summary>
/// <remarks>Source: LMCache's documentation, «Configuring LMCache», controller configurations; the ports are those of production-stack's chart.</remarks>
internal static class LmCacheFacts
{
    /// <summary>Port of the controller, which is part of the router.</summary>
    public const int ControllerPort = 9000;

    /// <summary>Port of an engine's worker, by which the controller asks it.</summary>
    public const int WorkerPort = 8001;

    /// <summary>Name of a controller's port and of the Service's.</summary>
    public const string ControllerPortName = "lmcache";

    /// <summary>Name of a worker's port.</summary>
    public const string WorkerPortName = "lmcache-worker";

    /// <summary>Variable with the name that a worker has for the controller; engines of one name are one to it.</summary>
    public const string InstanceVariable = "LMCACHE_LMCACHE_INSTANCE_ID";

    /// <summary>Name of the Service in front of a router's controller: the operator's own Service has the router's port only.</summary>
    public static string ServiceOf(string router) => $"{router}-lmcache";

    /// <summary>Environment of an engine's worker, apart from its name.</summary>
    /// <param name="controller">Host of the controller's Service.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Environment(string controller) =>
    [
        new("LMCACHE_ENABLE_CONTROLLER", "True"),
        new("LMCACHE_CONTROLLER_URL", FormattableString.Invariant($"{controller}:{ControllerPort}")),
        new("LMCACHE_LMCACHE_WORKER_PORT", FormattableString.Invariant($"{WorkerPort}")),
    ];
}
