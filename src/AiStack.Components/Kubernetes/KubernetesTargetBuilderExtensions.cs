using AiStack.Components;
using AiStack.Core;
using AiStack.Hosting.Environments;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Says what holds for the stack as a whole, and for the cluster it is published to.</summary>
public static class KubernetesTargetBuilderExtensions
{
    /// <summary>Names the stack and opens what can be said about its cluster.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the stack: a DNS label of at most 40 characters. Without a target the stack is named after the AppHost's directory.</param>
    /// <returns>A builder to refine the target with. The target itself is not run.</returns>
    /// <exception cref="DistributedApplicationException">There is a target already.</exception>
    /// <example>
    /// <code>
    /// builder.AddKubernetesTarget("rag").WithDomain("example.com");
    /// </code>
    /// </example>
    public static IResourceBuilder<KubernetesTargetResource> AddKubernetesTarget(this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        var model = builder.GetStackModel();
        if (model.Spec.Name is { } known)
        {
            throw new DistributedApplicationException($"The stack is named '{known}' already. One application is one stack: remove the second AddKubernetesTarget.");
        }

        model.Spec = model.Spec with { Name = name };
        return builder.CreateResourceBuilder(new KubernetesTargetResource(name));
    }

    /// <summary>Sets the domain that hosts are made below.</summary>
    /// <param name="builder">The target.</param>
    /// <param name="domain">Such as <c>example.com</c>; hosts become <c>&lt;subdomain&gt;.&lt;domain&gt;</c>.</param>
    public static IResourceBuilder<KubernetesTargetResource> WithDomain(this IResourceBuilder<KubernetesTargetResource> builder, string domain)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        return builder.With(spec => spec with { Domain = domain });
    }

    /// <summary>Says whose label marks the nodes of existing pools.</summary>
    /// <param name="builder">The target.</param>
    /// <param name="cloud">The provider. Default without this call: our own label, <c>aistack/nodepool</c>.</param>
    public static IResourceBuilder<KubernetesTargetResource> WithCloud(this IResourceBuilder<KubernetesTargetResource> builder, CloudProvider cloud) =>
        builder.With(spec => spec with { Cloud = cloud });

    /// <summary>Chooses what runs models in the cluster.</summary>
    /// <param name="builder">The target.</param>
    /// <param name="serving">Default without this call: the production-stack operator.</param>
    public static IResourceBuilder<KubernetesTargetResource> WithServing(this IResourceBuilder<KubernetesTargetResource> builder, ServingMode serving) =>
        builder.With(spec => spec with { Serving = serving });

    /// <summary>Chooses how secret values reach the cluster.</summary>
    /// <param name="builder">The target.</param>
    /// <param name="mode">Who brings them. Default without this call: you, by the commands that the output lists.</param>
    /// <param name="store">ClusterSecretStore to read from; required for <see cref="SecretsMode.External"/>.</param>
    public static IResourceBuilder<KubernetesTargetResource> WithSecrets(this IResourceBuilder<KubernetesTargetResource> builder, SecretsMode mode, string? store = null) =>
        builder.With(spec => spec with { Secrets = new(mode, store) });

    /// <summary>Describes a target environment: what differs there from what holds everywhere.</summary>
    /// <param name="builder">The target.</param>
    /// <param name="name">Name of the environment, such as <c>prod</c>. A second call with the same name adds to the first.</param>
    /// <param name="configure">Says what differs.</param>
    /// <remarks>
    /// It is published with <c>--environment prod</c>, or with configuration <c>AiStack:Environment</c>, which also makes a run take it.
    /// Every environment is checked, whichever is meant.
    /// </remarks>
    /// <example>
    /// <code>
    /// builder.AddKubernetesTarget("rag").WithEnvironment("prod", prod => prod.Override(chat, model => model with { Replicas = 3 }));
    /// </code>
    /// </example>
    public static IResourceBuilder<KubernetesTargetResource> WithEnvironment(
        this IResourceBuilder<KubernetesTargetResource> builder, string name, Action<StackEnvironment> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);

        var model = builder.ApplicationBuilder.GetStackModel();
        var environment = model.Environments.Of(name);
        configure(environment);
        model.Prepare(environment);
        return builder;
    }

    private static IResourceBuilder<KubernetesTargetResource> With(this IResourceBuilder<KubernetesTargetResource> builder, Func<StackSpec, StackSpec> change)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var model = builder.ApplicationBuilder.GetStackModel();
        model.Spec = change(model.Spec);
        return builder;
    }
}
