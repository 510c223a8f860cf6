using AiStack.Components.NodePools;
using AiStack.Kubernetes.Pods;

namespace AiStack.Components.Vllm;

/// <summary>What is true about production-stack's router.</summary>
/// <remarks>Source: vllm-project/production-stack, <c>src/vllm_router/parsers/parser.py</c> and <c>.github/workflows/helm-release.yml</c>.</remarks>
public static class VllmRouterFacts
{
    /// <summary>Registry of the router's image.</summary>
    public const string Registry = "ghcr.io";

    /// <summary>The router's image. Its entry point is the program itself.</summary>
    public const string Image = "vllm-project/production-stack/router";

    /// <summary>Tag of the router's image: the chart release it belongs to.</summary>
    public const string Tag = "v0.1.12";

    /// <summary>Answers 200 while discovery works, with or without engines.</summary>
    public const string HealthPath = "/health";

    /// <summary>The image as a cluster pulls it.</summary>
    public const string Reference = $"{Registry}/{Image}:{Tag}";

    /// <summary>Role of its pods.</summary>
    public const string Role = "router";

    /// <summary>Processors that it asks for: it is one Python process.</summary>
    public const string Cpu = "1";

    /// <summary>Nodes that it may run on.</summary>
    public static Placement Placement { get; } = new() { Requirements = [new(NodePoolFacts.OperatingSystemLabel, "linux")] };

    /// <summary>A kind of model as the router's argument has it.</summary>
    public static string NameOf(ModelType type) => type == ModelType.Chat ? "chat" : "embeddings";

    /// <summary>A way of routing as the router's argument has it.</summary>
    public static string NameOf(RoutingLogic routing) => routing switch
    {
        RoutingLogic.Session => "session",
        RoutingLogic.PrefixAware => "prefixaware",
        RoutingLogic.KvAware => "kvaware",
        _ => "roundrobin",
    };
}
