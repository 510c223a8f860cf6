using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds models to a vLLM component and refines them.</summary>
public static class ModelBuilderExtensions
{
    /// <summary>Adds a language model to a vLLM component.</summary>
    /// <param name="builder">The vLLM component.</param>
    /// <param name="name">Name of the model in the stack.</param>
    /// <param name="modelPath">What to load: a Hugging Face id (<c>org/name</c>) or a path. Clients ask for the model by this, unless <see cref="WithServedModelName"/> says otherwise.</param>
    /// <param name="modelType">What the model is for.</param>
    /// <returns>A builder to refine the model with.</returns>
    /// <exception cref="ArgumentException">The model path is empty.</exception>
    public static IResourceBuilder<ModelResource> AddModel(this IResourceBuilder<VllmResource> builder, [ResourceName] string name, string modelPath, ModelType modelType)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(modelPath);

        return builder.AddModelOf(name, name, new() { ModelPath = modelPath, ModelType = modelType });
    }

    /// <summary>Adds a model of which everything is said already.</summary>
    internal static IResourceBuilder<ModelResource> AddModelOf(this IResourceBuilder<VllmResource> builder, string name, string nameInStack, ModelSpec spec)
    {
        var model = builder.ApplicationBuilder.AddResource(new ModelResource(name, nameInStack, builder.Resource, spec))
            .WithIconName(spec.ModelType == ModelType.Chat ? "ChatSparkle" : "TextGrammarArrowRight");
        builder.Resource.ModelList.Add(model.Resource);
        ModelReplicaHosting.AddReplicas(model);
        VllmRouterHosting.Connect(model);

        return model;
    }

    /// <summary>Limits the longest prompt plus answer that one request may have.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="tokens">Tokens, 1 or more. Default without this call: the model's own maximum.</param>
    public static IResourceBuilder<ModelResource> WithMaxModelLength(this IResourceBuilder<ModelResource> builder, int tokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        return builder.With(spec => spec with { MaxModelLength = tokens });
    }

    /// <summary>Sets the share of each GPU's memory that weights and KV cache may take together.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="fraction">Above 0 and up to 1.</param>
    public static IResourceBuilder<ModelResource> WithGpuMemoryUtilization(this IResourceBuilder<ModelResource> builder, double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        return builder.With(spec => spec with { GpuMemoryUtilization = fraction });
    }

    /// <summary>Sets the name that clients ask for.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="servedModelName">Default without this call: the model path.</param>
    public static IResourceBuilder<ModelResource> WithServedModelName(this IResourceBuilder<ModelResource> builder, string servedModelName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(servedModelName);
        return builder.With(spec => spec with { ServedModelName = servedModelName });
    }

    /// <summary>Sets the number format of weights and activations.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="dataType"><c>auto</c>, <c>bfloat16</c>, <c>float16</c> or <c>float32</c>.</param>
    public static IResourceBuilder<ModelResource> WithDataType(this IResourceBuilder<ModelResource> builder, string dataType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataType);
        return builder.With(spec => spec with { DataType = dataType });
    }

    /// <summary>Sets the length of the vectors that an embedding model makes, for models that are not in <see cref="EmbeddingModels"/>.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="vectorSize">1 to 65536.</param>
    public static IResourceBuilder<ModelResource> WithVectorSize(this IResourceBuilder<ModelResource> builder, int vectorSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vectorSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vectorSize, 65_536);
        return builder.With(spec => spec with { VectorSize = vectorSize });
    }

    /// <summary>Says how many parameters the model has, for the check whether it fits its GPU; only models that are not in the catalogue need it.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="parameters">As model cards write it: <c>1.5B</c>, <c>494M</c>.</param>
    public static IResourceBuilder<ModelResource> WithParameterCount(this IResourceBuilder<ModelResource> builder, string parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(parameters);
        return builder.With(spec => spec with { Parameters = parameters });
    }

    /// <summary>Passes further arguments to <c>vllm serve</c>, as they stand.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="arguments">Added to those of earlier calls.</param>
    public static IResourceBuilder<ModelResource> WithExtraArguments(this IResourceBuilder<ModelResource> builder, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return builder.With(spec => spec with { ExtraArguments = [.. spec.ExtraArguments, .. arguments] });
    }

    /// <summary>Serves the model by several engines side by side.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="replicas">1 (the default without this call) to 100.</param>
    public static IResourceBuilder<ModelResource> WithReplicas(this IResourceBuilder<ModelResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicas, 100);

        builder.With(spec => spec with { Replicas = replicas });
        ModelReplicaHosting.Resize(builder);

        return builder;
    }

    /// <summary>Spreads one copy of the model over several GPUs.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="size">GPUs, 1 or more. Default without this call: every GPU of a replica.</param>
    public static IResourceBuilder<ModelResource> WithTensorParallelSize(this IResourceBuilder<ModelResource> builder, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return builder.With(spec => spec with { TensorParallelSize = size });
    }

    /// <summary>Sets what each replica gets in a cluster.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="cpu">Processors, as a Kubernetes quantity. <see langword="null"/>: as the renderer decides.</param>
    /// <param name="memory">Memory, as a Kubernetes quantity. <see langword="null"/>: as the renderer decides.</param>
    /// <exception cref="FormatException">One of them is no quantity.</exception>
    public static IResourceBuilder<ModelResource> WithResources(this IResourceBuilder<ModelResource> builder, string? cpu = null, string? memory = null) =>
        builder.With(spec => spec with { Cpu = cpu is null ? spec.Cpu : Quantity.Parse(cpu), Memory = memory is null ? spec.Memory : Quantity.Parse(memory) });

    /// <summary>Keeps downloaded weights on a disk in a cluster.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="size">Size of the disk, as a Kubernetes quantity.</param>
    /// <param name="storageClass">Storage class. <see langword="null"/> (default): the cluster's own.</param>
    /// <param name="accessMode">Who may mount it. <see langword="null"/> (default): one node.</param>
    /// <exception cref="FormatException">The size is no quantity.</exception>
    public static IResourceBuilder<ModelResource> WithStorage(this IResourceBuilder<ModelResource> builder, string size, string? storageClass = null, AccessMode? accessMode = null) =>
        builder.With(spec => spec with { Storage = new(Quantity.Parse(size), storageClass, accessMode) });

    /// <summary>Runs the model from another image than the usual one, in a cluster and in local containers.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="image">Full reference with a tag or digest: <c>lmcache/vllm-openai:v0.5.4</c>.</param>
    public static IResourceBuilder<ModelResource> WithImage(this IResourceBuilder<ModelResource> builder, string image)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(image);

        builder.With(spec => spec with { Image = image });
        ModelReplicaHosting.ChooseImage(builder);

        return builder;
    }

    private static IResourceBuilder<ModelResource> With(this IResourceBuilder<ModelResource> builder, Func<ModelSpec, ModelSpec> change) => builder.WithSpec(change);
}
