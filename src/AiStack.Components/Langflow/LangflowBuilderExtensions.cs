using AiStack.Components;
using AiStack.Components.Langflow;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds Langflow to an application.</summary>
public static class LangflowBuilderExtensions
{
    /// <summary>Adds Langflow, in whose flows linked models, collections and databases can be used by name.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the component.</param>
    /// <param name="port">Local port. <see langword="null"/> (default): a free one. Configuration <c>AiStack:Ports:&lt;name&gt;</c> wins.</param>
    /// <returns>A builder to link and refine it with.</returns>
    /// <exception cref="DistributedApplicationException">Configuration names a port or a run mode that is none.</exception>
    /// <remarks>The first user is <c>admin</c>; the password is the parameter <c>&lt;name&gt;-superuser</c>, generated once and kept. Flows and files are in a volume.</remarks>
    /// <example>
    /// <code>
    /// var docs = builder.AddQdrant("qdrant").AddCollection("documents", vectorSize: 1536);
    /// builder.AddLangflow("langflow").WithReference(vllm).WithReference(docs);
    /// </code>
    /// </example>
    public static IResourceBuilder<LangflowResource> AddLangflow(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.GetStackModel();
        var langflow = builder.AddResource(new LangflowResource(name)).WithIconName("Flowchart");
        LangflowHosting.Run(langflow, port);

        return langflow;
    }

    /// <summary>Names the first user, who may do everything.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="user">The user's name. Default without this call: <c>admin</c>.</param>
    /// <param name="password">A secret parameter. <see langword="null"/> (default): one is generated for a laptop; a cluster needs Secret <c>&lt;name&gt;-superuser</c>.</param>
    public static IResourceBuilder<LangflowResource> WithSuperuser(this IResourceBuilder<LangflowResource> builder, string user, IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        return builder.With(spec => spec with
        {
            Superuser = user,
            SuperuserPassword = password is null ? spec.SuperuserPassword : LangflowProperties.SuperuserPassword.Reference(password.Resource.Name),
        });
    }

    /// <summary>Sets the one key that calls of the API have to send as <c>x-api-key</c>, instead of keys that users make.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="key">A secret parameter.</param>
    public static IResourceBuilder<LangflowResource> WithApiKey(this IResourceBuilder<LangflowResource> builder, IResourceBuilder<ParameterResource> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return builder.With(spec => spec with { ApiKey = LangflowProperties.ApiKey.Reference(key.Resource.Name) });
    }

    /// <summary>Chooses where what was built and computed is kept.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="cacheType">Default without this call: the Redis server that it is linked to, else memory.</param>
    public static IResourceBuilder<LangflowResource> WithCacheType(this IResourceBuilder<LangflowResource> builder, CacheType cacheType) =>
        builder.With(spec => spec with { CacheType = cacheType });

    /// <summary>Sets the number of servers in a cluster. On a laptop there is always one.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="replicas">1 (the default without this call) to 100; more than one need links to a database and to Redis.</param>
    public static IResourceBuilder<LangflowResource> WithReplicas(this IResourceBuilder<LangflowResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicas, 100);
        return builder.With(spec => spec with { Replicas = replicas });
    }

    /// <summary>Sets what each replica gets in a cluster.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="cpu">Processors, as a Kubernetes quantity. <see langword="null"/> (default): 1.</param>
    /// <param name="memory">Memory, as a Kubernetes quantity. <see langword="null"/> (default): 2Gi.</param>
    /// <exception cref="FormatException">One of them is no quantity.</exception>
    public static IResourceBuilder<LangflowResource> WithResources(this IResourceBuilder<LangflowResource> builder, string? cpu = null, string? memory = null) =>
        builder.With(spec => spec with { Cpu = cpu is null ? spec.Cpu : Quantity.Parse(cpu), Memory = memory is null ? spec.Memory : Quantity.Parse(memory) });

    /// <summary>Sets the disk for files and, without a database, flows in a cluster.</summary>
    /// <param name="builder">Langflow.</param>
    /// <param name="size">Size, as a Kubernetes quantity. Default without this call: 10Gi.</param>
    /// <param name="storageClass">Storage class. <see langword="null"/> (default): the cluster's own.</param>
    /// <param name="accessMode">Who may mount it. <see langword="null"/> (default): as many as there are replicas.</param>
    /// <exception cref="FormatException">The size is no quantity.</exception>
    public static IResourceBuilder<LangflowResource> WithStorage(this IResourceBuilder<LangflowResource> builder, string size, string? storageClass = null, AccessMode? accessMode = null) =>
        builder.With(spec => spec with { Storage = new(Quantity.Parse(size), storageClass, accessMode) });

    private static IResourceBuilder<LangflowResource> With(this IResourceBuilder<LangflowResource> builder, Func<LangflowSpec, LangflowSpec> change) => builder.WithSpec(change);
}
