using AiStack.Kubernetes.Platform;

namespace AiStack.Components.Vllm;

/// <summary>What is true about production-stack's operator.</summary>
/// <remarks>
/// Source: vllm-project/production-stack, <c>operator/api/v1alpha1</c>, <c>operator/internal/controller</c>, <c>operator/config</c>. There is no chart of it and no release of its
/// manifests: the directory at a commit is what can be pinned, and the image is tagged with commits.
/// </remarks>
internal static class ProductionStackFacts
{
    /// <summary>Group and version of its custom resources.</summary>
    public const string ApiVersion = "production-stack.vllm.ai/v1alpha1";

    /// <summary>Kind of the engines of a model.</summary>
    public const string RuntimeKind = "VLLMRuntime";

    /// <summary>Kind of a router.</summary>
    public const string RouterKind = "VLLMRouter";

    /// <summary>Label that it puts on the pods of engines and routers; its value is the name of the runtime or router, which Prometheus takes as the job's.</summary>
    public const string AppLabel = "app";

    /// <summary>Name for people.</summary>
    public const string Name = "production-stack operator";

    /// <summary>Name of the release.</summary>
    public const string ReleaseName = "production-stack-operator";

    /// <summary>Namespace that its own manifests create.</summary>
    public const string Namespace = "production-stack-system";

    /// <summary>Commit of the manifests, and tag of the image: with shmSize, tolerations and the scale subresource.</summary>
    public const string Commit = "217fadb16edc3ef830a3009d119a730d341b773a";

    /// <summary>Image of the operator, without tag.</summary>
    public const string Image = "ghcr.io/vllm-project/production-stack/production-stack-operator";

    /// <summary>The operator as a release of the platform.</summary>
    public static PlatformRelease Release { get; } = new(ReleaseName, Namespace, $"./{ReleaseName}", null)
    {
        Purpose = $"Runs {RuntimeKind} and {RouterKind}",
        Files = new Dictionary<string, string> { ["kustomization.yaml"] = Kustomization },
        Images = [$"{Image}:{Commit}"],
        Notes =
        [
            "Do not install operator/config/default.yaml of that repository: it is a year behind the operator (no scale subresource, no tolerations, other fields for the Hugging Face token, no rights on keda.sh). "
            + "This directory builds operator/config/default at the commit of the image instead.",
            "It deletes every ScaledObject named <runtime>-scaledobject; those of this stack end in -scaler.",
            "Labels of a VLLMRuntime or VLLMRouter enter selectors that cannot be changed: to change one, delete the object and apply it again.",
        ],
    };

    // The bases give the image in different names over time; whichever is there is replaced. The namespace is there before the release,
    // which would not take over what it did not make.
    private const string Kustomization = $"""
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
          - https://github.com/vllm-project/production-stack//operator/config/default?ref={Commit}
        images:
          - name: controller
            newName: {Image}
            newTag: {Commit}
          - name: lmcache/production-stack-operator
            newName: {Image}
            newTag: {Commit}
          - name: lmcache/operator
            newName: {Image}
            newTag: {Commit}
        patches:
          - target:
              kind: Namespace
            patch: |-
              $patch: delete
              apiVersion: v1
              kind: Namespace
              metadata:
                name: {Namespace}

        """;
}
