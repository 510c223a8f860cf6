using AiStack.Components.Apisix;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What an APISIX component can be linked to, and what it cannot although Aspire's general <c>WithReference</c> would take it.</summary>
public static class ApisixReferences
{
    private const string NoModels = "An APISIX component has no route to models itself. Add an AI gateway to it, AddAiGateway(\"ai\"), and link that to the model: gateway.WithReference(model).";

    /// <summary>Lets all replicas of the gateway share the counters of their limits.</summary>
    /// <param name="builder">The APISIX component.</param>
    /// <param name="redis">Where they are kept.</param>
    public static IResourceBuilder<ApisixResource> WithReference(this IResourceBuilder<ApisixResource> builder, IResourceBuilder<RedisCacheResource> redis)
    {
        ArgumentNullException.ThrowIfNull(redis);
        return builder.WithLink(redis.Resource);
    }

    /// <summary>Puts Open WebUI behind the gateway: a route with TLS and websockets.</summary>
    /// <param name="builder">The APISIX component.</param>
    /// <param name="openWebUi">The application.</param>
    /// <param name="route">Says more about the route. <see langword="null"/> (default): its subdomain is the application's name.</param>
    public static IResourceBuilder<ApisixResource> WithReference(this IResourceBuilder<ApisixResource> builder, IResourceBuilder<OpenWebUiResource> openWebUi, Func<IngressOptions, IngressOptions>? route = null)
    {
        ArgumentNullException.ThrowIfNull(openWebUi);
        return builder.WithLink(openWebUi.Resource, route?.Invoke(new IngressOptions()) ?? new IngressOptions());
    }

    /// <summary>Not a link: models are reached through an AI gateway.</summary>
    [Obsolete(NoModels, error: true)]
    public static IResourceBuilder<ApisixResource> WithReference(this IResourceBuilder<ApisixResource> builder, IResourceBuilder<VllmResource> vllm) =>
        throw new NotSupportedException(NoModels);

    /// <summary>Not a link: models are reached through an AI gateway.</summary>
    [Obsolete(NoModels, error: true)]
    public static IResourceBuilder<ApisixResource> WithReference(this IResourceBuilder<ApisixResource> builder, IResourceBuilder<ModelResource> model) =>
        throw new NotSupportedException(NoModels);

    /// <summary>Not a link: vector databases are not put behind the gateway.</summary>
    [Obsolete("A gateway has no route to a vector database. Link what reads it, such as Langflow or Open WebUI, to Qdrant.", error: true)]
    public static IResourceBuilder<ApisixResource> WithReference(this IResourceBuilder<ApisixResource> builder, IResourceBuilder<QdrantServerResource> qdrant) =>
        throw new NotSupportedException();

    /// <summary>Not a link: a gateway has a route for each model.</summary>
    [Obsolete("An AI gateway routes to single models, each with policies of its own. Link it to a model of the vLLM component: gateway.WithReference(model).", error: true)]
    public static IResourceBuilder<AiGatewayResource> WithReference(this IResourceBuilder<AiGatewayResource> builder, IResourceBuilder<VllmResource> vllm) =>
        throw new NotSupportedException();
}
