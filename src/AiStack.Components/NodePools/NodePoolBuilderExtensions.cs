using AiStack.Components;
using AiStack.Components.NodePools;
using AiStack.Core.Units;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds node pools to an application and refines them.</summary>
public static class NodePoolBuilderExtensions
{
    private const string InCluster = "in the cluster";

    /// <summary>Adds nodes with GPUs. They matter in the cluster alone; the check whether a model fits its GPU reads them.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the component; also the pool's, unless <see cref="WithPool"/> says otherwise.</param>
    /// <param name="provider">Who makes the nodes. Default: nobody, they carry a label of ours.</param>
    /// <returns>A builder to refine the pool with.</returns>
    /// <example>
    /// <code>
    /// var pool = builder.AddGpuNodePool("gpu-l4", NodePoolProvider.KarpenterAws).WithInstanceTypes("g6.xlarge", "g6.2xlarge").WithCapacity(CapacityType.Spot, CapacityType.OnDemand);
    /// builder.AddVllm("vllm").WithNodePool(pool).WithGpus(1);
    /// </code>
    /// </example>
    public static IResourceBuilder<GpuNodePoolResource> AddGpuNodePool(this IDistributedApplicationBuilder builder, [ResourceName] string name, NodePoolProvider provider = NodePoolProvider.Label)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.GetStackModel();
        return builder.AddResource(new GpuNodePoolResource(name, provider))
            .WithIconName("Server")
            .AsNotRun("Node pool", InCluster);
    }

    /// <summary>Names the pool as its provider does.</summary>
    /// <param name="builder">The pool.</param>
    /// <param name="pool">Default without this call: the component's name.</param>
    public static IResourceBuilder<GpuNodePoolResource> WithPool(this IResourceBuilder<GpuNodePoolResource> builder, string pool)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pool);
        return builder.With(spec => spec with { Pool = pool });
    }

    /// <summary>Lists the machines that the pool may have.</summary>
    /// <param name="builder">The pool.</param>
    /// <param name="instanceTypes">As the provider spells them; added to those of earlier calls.</param>
    public static IResourceBuilder<GpuNodePoolResource> WithInstanceTypes(this IResourceBuilder<GpuNodePoolResource> builder, params string[] instanceTypes)
    {
        ArgumentNullException.ThrowIfNull(instanceTypes);
        return builder.With(spec => spec with { InstanceTypes = [.. spec.InstanceTypes, .. instanceTypes] });
    }

    /// <summary>Says which GPUs a node has.</summary>
    /// <param name="builder">The pool.</param>
    /// <param name="gpuName">Kind of GPU, such as <c>l4</c>. <see langword="null"/> (default): that of the instance types.</param>
    /// <param name="gpuMemory">Memory of one that programs can use, as a Kubernetes quantity. <see langword="null"/> (default): that of the kind.</param>
    /// <param name="gpusPerNode">How many there are. <see langword="null"/> (default): as many as the instance types have.</param>
    /// <exception cref="FormatException">The memory is no quantity.</exception>
    public static IResourceBuilder<GpuNodePoolResource> WithGpu(this IResourceBuilder<GpuNodePoolResource> builder, string? gpuName = null, string? gpuMemory = null, int? gpusPerNode = null) =>
        builder.With(spec => spec with
        {
            GpuName = gpuName ?? spec.GpuName,
            GpuMemory = gpuMemory is null ? spec.GpuMemory : Quantity.Parse(gpuMemory),
            GpusPerNode = gpusPerNode ?? spec.GpusPerNode,
        });

    /// <summary>Says how nodes are bought.</summary>
    /// <param name="builder">The pool.</param>
    /// <param name="capacityTypes">One or both, the preferred one first.</param>
    public static IResourceBuilder<GpuNodePoolResource> WithCapacity(this IResourceBuilder<GpuNodePoolResource> builder, params CapacityType[] capacityTypes)
    {
        ArgumentNullException.ThrowIfNull(capacityTypes);
        return builder.With(spec => spec with { CapacityTypes = [.. capacityTypes] });
    }

    /// <summary>Limits what all nodes together may have of a resource.</summary>
    /// <param name="builder">The pool.</param>
    /// <param name="resource">Such as <c>nvidia.com/gpu</c>.</param>
    /// <param name="quantity">A Kubernetes quantity.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static IResourceBuilder<GpuNodePoolResource> WithLimit(this IResourceBuilder<GpuNodePoolResource> builder, string resource, string quantity)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(resource);
        return builder.With(spec => spec with { Limits = new OrderedDictionary<string, Quantity>(spec.Limits) { [resource] = Quantity.Parse(quantity) } });
    }

    /// <summary>Says that the nodes are tainted; models tolerate it.</summary>
    /// <param name="builder">The pool.</param>
    /// <param name="key">The taint's key.</param>
    /// <param name="value">Its value. <see langword="null"/> (default): none.</param>
    /// <param name="effect">What it does to other pods. Default: they are not scheduled.</param>
    public static IResourceBuilder<GpuNodePoolResource> WithTaint(this IResourceBuilder<GpuNodePoolResource> builder, string key, string? value = null, TaintEffect effect = TaintEffect.NoSchedule)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return builder.With(spec => spec with { Taints = [.. spec.Taints, new(key, value, effect)] });
    }

    /// <summary>Puts a label on the nodes that are made, or asks for one that they have.</summary>
    /// <param name="builder">The pool.</param>
    /// <param name="name">The label's name.</param>
    /// <param name="value">Its value.</param>
    public static IResourceBuilder<GpuNodePoolResource> WithNodeLabel(this IResourceBuilder<GpuNodePoolResource> builder, string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.With(spec => spec with { Labels = new OrderedDictionary<string, string?>(spec.Labels) { [name] = value } });
    }

    /// <summary>Says what a node costs, for the cost line of a replay.</summary>
    /// <param name="builder">The pool.</param>
    /// <param name="price">Per hour and node, in any currency.</param>
    public static IResourceBuilder<GpuNodePoolResource> WithPricePerHour(this IResourceBuilder<GpuNodePoolResource> builder, double price)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(price);
        return builder.With(spec => spec with { PricePerHour = price });
    }

    private static IResourceBuilder<GpuNodePoolResource> With(this IResourceBuilder<GpuNodePoolResource> builder, Func<NodePoolSpec, NodePoolSpec> change) => builder.WithSpec(change);
}
