using System.Runtime.InteropServices;

namespace AiStack.Components.Vllm;

/// <summary>What is true about vLLM, whoever runs it.</summary>
/// <remarks>Source: vllm-project/vllm, <c>docs/getting_started/installation/cpu.md</c> and <c>docs/usage/security.md</c>.</remarks>
public static class VllmFacts
{
    /// <summary>Image of the CPU build, without tag. Its entry point is <c>vllm serve</c>.</summary>
    public const string CpuImage = "vllm/vllm-openai-cpu";

    /// <summary>Image of the CUDA build, without tag. Its entry point is <c>vllm serve</c>, and its tag <see cref="Version"/>.</summary>
    public const string GpuImage = "vllm/vllm-openai";

    /// <summary>Version of the images.</summary>
    public const string Version = "v0.29.0";

    /// <summary>Tag of the CPU image for this machine: the project publishes one per architecture and none for several.</summary>
    public static string CpuTag => $"{Version}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64")}";

    /// <summary>Tag of the CPU image for the nodes that clusters usually have.</summary>
    public const string ClusterCpuTag = $"{Version}-x86_64";
    /// <summary>Image for NVIDIA GPUs in which the operator finds <c>/opt/venv/bin/vllm</c>; vLLM's own one has its program elsewhere.</summary>
    /// <remarks>Source: samples of vllm-project/production-stack; this tag has vLLM 0.27.1 and LMCache 0.5.4.</remarks>
    public const string OperatorGpuImage = "docker.io/lmcache/vllm-openai:v0.5.4";

    /// <summary><see cref="GpuImage"/> as a cluster pulls it. The operator finds no program to start in it.</summary>
    public const string GpuReference = $"docker.io/{GpuImage}:{Version}";

    /// <summary>Where an engine's disk is mounted in a cluster.</summary>
    public const string DiskDirectory = "/data";

    /// <summary>Variable with the directory of Hugging Face's cache.</summary>
    public const string HuggingFaceHomeVariable = "HF_HOME";

    /// <summary>Variable that keeps Hugging Face's library from asking the network.</summary>
    public const string OfflineVariable = "HF_HUB_OFFLINE";

    /// <summary>Name of an engine's port.</summary>
    public const string PortName = "http";

    /// <summary>Port of the Services of engines and routers in a cluster.</summary>
    public const int ServicePort = 80;

    /// <summary>Longest start that the operator's probe waits for: 120 s, and 100 questions 20 s apart.</summary>
    public static TimeSpan LongestStart { get; } = TimeSpan.FromSeconds(120 + (100 * 20));

    /// <summary>Port that <c>vllm serve</c> listens on unless told otherwise.</summary>
    public const int Port = 8000;

    /// <summary>Answers 200 without a body once the model is loaded.</summary>
    public const string HealthPath = "/health";

    /// <summary>Where the CPU image keeps downloaded weights.</summary>
    public const string WeightsDirectory = "/root/.cache/huggingface";

    /// <summary>Variable with the token for gated models.</summary>
    public const string HuggingFaceTokenVariable = "HF_TOKEN";

    /// <summary>Shared memory that the documentation gives CPU containers; the engine's own 64 MiB stop multi-process start-up.</summary>
    public const string CpuSharedMemory = "4g";

    /// <summary>Extended resource that NVIDIA's device plugin offers.</summary>
    public const string GpuResource = "nvidia.com/gpu";
}
