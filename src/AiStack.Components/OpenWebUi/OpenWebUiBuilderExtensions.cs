using AiStack.Components;
using AiStack.Components.OpenWebUi;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds Open WebUI to an application.</summary>
public static class OpenWebUiBuilderExtensions
{
    /// <summary>Adds Open WebUI: chat in the browser with the models it refers to.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the component.</param>
    /// <param name="port">Local port. <see langword="null"/> (default): a free one. Configuration <c>AiStack:Ports:&lt;name&gt;</c> wins over both.</param>
    /// <returns>A builder to refine it with.</returns>
    /// <exception cref="DistributedApplicationException">Configuration names a port or a run mode that is none.</exception>
    /// <remarks>The first who signs up becomes its administrator. Its data is in a volume; the key of its sessions is the parameter <c>&lt;name&gt;-secret-key</c>, generated once and kept.</remarks>
    /// <example>
    /// <code>
    /// var vllm = builder.AddVllm("vllm");
    /// vllm.AddModel("qwen2-chat", "Qwen/Qwen2-1.5B-Instruct", ModelType.Chat);
    /// builder.AddOpenWebUi("open-webui").WithReference(vllm);
    /// </code>
    /// </example>
    public static IResourceBuilder<OpenWebUiResource> AddOpenWebUi(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.GetStackModel();
        var openWebUi = builder.AddResource(new OpenWebUiResource(name)).WithIconName("ChatMultiple");
        OpenWebUiHosting.Run(openWebUi, port);

        return openWebUi;
    }

    /// <summary>Puts a pipelines server beside it: Python programs that look like models, or that filter what is sent to models.</summary>
    /// <param name="builder">Open WebUI.</param>
    /// <remarks>Its key is the parameter <c>&lt;name&gt;-pipelines-key</c>, generated once and kept. Whoever has it can have the server run any Python.</remarks>
    public static IResourceBuilder<OpenWebUiResource> WithPipelines(this IResourceBuilder<OpenWebUiResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.WithSpec((OpenWebUiSpec spec) => spec with { PipelinesEnabled = true });
        PipelinesHosting.AddOnce(builder);
        return builder;
    }

    /// <summary>Sets the port of its Service in a cluster.</summary>
    /// <param name="builder">Open WebUI.</param>
    /// <param name="port">1 to 65535. Default without this call: 8080.</param>
    public static IResourceBuilder<OpenWebUiResource> WithServicePort(this IResourceBuilder<OpenWebUiResource> builder, int port)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65_535);
        return builder.WithSpec((OpenWebUiSpec spec) => spec with { ServicePort = port });
    }

    /// <summary>Sets how many servers stand side by side in a cluster. On a laptop there is always one.</summary>
    /// <param name="builder">Open WebUI.</param>
    /// <param name="replicas">1 (the default without this call) or more, which need a database, a Redis server, a vector store and a disk that all of them mount.</param>
    public static IResourceBuilder<OpenWebUiResource> WithReplicas(this IResourceBuilder<OpenWebUiResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return builder.WithSpec((OpenWebUiSpec spec) => spec with { Replicas = replicas });
    }

    /// <summary>Sets the disk for uploaded files, and for chats and settings where no database is linked, in a cluster.</summary>
    /// <param name="builder">Open WebUI.</param>
    /// <param name="size">Size of the disk, as a Kubernetes quantity. Default without this call: 10Gi.</param>
    /// <param name="storageClass">Storage class. <see langword="null"/> (default): the cluster's own.</param>
    /// <param name="accessMode">Who may mount it. <see langword="null"/> (default): as many as there are replicas.</param>
    /// <exception cref="FormatException">The size is no quantity.</exception>
    public static IResourceBuilder<OpenWebUiResource> WithStorage(this IResourceBuilder<OpenWebUiResource> builder, string size, string? storageClass = null, AccessMode? accessMode = null) =>
        builder.WithSpec((OpenWebUiSpec spec) => spec with { Storage = new(Quantity.Parse(size), storageClass, accessMode) });

    /// <summary>Sets what each replica gets in a cluster.</summary>
    /// <param name="builder">Open WebUI.</param>
    /// <param name="cpu">Processors, as a Kubernetes quantity. <see langword="null"/> (default): unchanged; 500m without any call.</param>
    /// <param name="memory">Memory, as a Kubernetes quantity. <see langword="null"/> (default): unchanged; 1Gi without any call.</param>
    /// <exception cref="FormatException">One of them is no quantity.</exception>
    public static IResourceBuilder<OpenWebUiResource> WithResources(this IResourceBuilder<OpenWebUiResource> builder, string? cpu = null, string? memory = null) =>
        builder.WithSpec((OpenWebUiSpec spec) => spec with { Cpu = cpu is null ? spec.Cpu : Quantity.Parse(cpu), Memory = memory is null ? spec.Memory : Quantity.Parse(memory) });
}
