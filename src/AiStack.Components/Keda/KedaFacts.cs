using AiStack.Kubernetes.Platform;

namespace AiStack.Components.Keda;

/// <summary>What is true about KEDA.</summary>
/// <remarks>Source: kedacore/charts v2.20.2, <c>keda/values.yaml</c>; kedacore/keda-docs, <c>content/docs/2.20</c>.</remarks>
internal static class KedaFacts
{
    /// <summary>Group and version of its custom resources.</summary>
    public const string ApiVersion = "keda.sh/v1alpha1";

    /// <summary>Kind of what scales something.</summary>
    public const string ScalerKind = "ScaledObject";

    /// <summary>Name of the release.</summary>
    public const string ReleaseName = "keda";

    /// <summary>Version of the chart, and of KEDA.</summary>
    public const string Version = "2.20.2";

    /// <summary>KEDA as a release of the platform. Its chart grants <c>*/scale</c> of every kind, which scaling a VLLMRuntime needs.</summary>
    /// <param name="releaseNamespace">Namespace that it is installed to.</param>
    public static PlatformRelease ReleaseIn(string releaseNamespace) => new(ReleaseName, releaseNamespace, "kedacore/keda", Version)
    {
        Repository = new("kedacore", "https://kedacore.github.io/charts"),
        Purpose = "Scales models by a metric that Prometheus has",
        Notes = ["Where KEDA is installed already with narrowed rights (rbac.enabledCustomScaledRefKinds: false), it needs rights on vllmruntimes/scale of production-stack.vllm.ai."],
    };
}
