using AiStack.Components.Apisix;
using AiStack.Core;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds AI gateways to an APISIX component and refines them.</summary>
public static class AiGatewayBuilderExtensions
{
    /// <summary>Adds an AI gateway: routes to models and providers, with policies that hold for all of them.</summary>
    /// <param name="builder">The APISIX component.</param>
    /// <param name="name">Name of the gateway in the stack.</param>
    /// <returns>A builder to refine the gateway with.</returns>
    public static IResourceBuilder<AiGatewayResource> AddAiGateway(this IResourceBuilder<ApisixResource> builder, [ResourceName] string name) =>
        builder.AddAiGatewayOf(name, name, new());

    /// <summary>Adds a gateway of which everything is said already.</summary>
    internal static IResourceBuilder<AiGatewayResource> AddAiGatewayOf(this IResourceBuilder<ApisixResource> builder, string name, string nameInStack, AiGatewaySpec spec)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var application = builder.ApplicationBuilder;
        var gateway = application.AddResource(new AiGatewayResource(name, nameInStack, builder.Resource, spec)).WithIconName("ShieldKeyhole");
        AiGatewayHosting.Host(gateway);

        return gateway;
    }

    /// <summary>Asks callers for a key, as header <c>apikey</c> or <c>Authorization: Bearer</c>.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="key">A secret parameter.</param>
    public static IResourceBuilder<AiGatewayResource> WithApiKey(this IResourceBuilder<AiGatewayResource> builder, IResourceBuilder<ParameterResource> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return builder.With(spec => spec with { ApiKey = AiGatewayProperties.Key.Reference(key.Resource.Name) });
    }

    /// <summary>Asks callers for a key, one of several: each belongs to a consumer, who can have limits of its own.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="consumer">Name of the consumer. One that is named like a component is that component; components that are not named present the first key.</param>
    /// <param name="key">A secret parameter.</param>
    public static IResourceBuilder<AiGatewayResource> WithApiKey(this IResourceBuilder<AiGatewayResource> builder, string consumer, IResourceBuilder<ParameterResource> key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(consumer);
        ArgumentNullException.ThrowIfNull(key);

        return builder.With(spec => spec with
        {
            // Their order counts.
            ApiKeys = new OrderedDictionary<string, SecretReference?>(spec.ApiKeys) { [consumer] = AiGatewayProperties.Key.Reference(key.Resource.Name) },
        });
    }

    /// <summary>Lets web pages call the gateway from a browser.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="cors">Which pages, and what they may do. <see langword="null"/> (default): any page, anything.</param>
    public static IResourceBuilder<AiGatewayResource> WithCors(this IResourceBuilder<AiGatewayResource> builder, CorsSpec? cors = null) =>
        builder.With(spec => spec with { Cors = cors ?? new() });

    /// <summary>Limits how many requests are let through. For what a model costs, limit tokens on the routes instead.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="limit">How many of whom. <see langword="null"/> (default): 100 per minute and address.</param>
    public static IResourceBuilder<AiGatewayResource> WithRateLimiting(this IResourceBuilder<AiGatewayResource> builder, RequestLimit? limit = null) =>
        builder.With(spec => spec with { RateLimiting = limit ?? new() });

    /// <summary>Lets only certain addresses call; needs <see cref="ApisixBuilderExtensions.WithExternalTraffic"/>.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="ranges">IPv4 or IPv6 ranges such as <c>10.0.0.0/8</c>; added to those of earlier calls.</param>
    public static IResourceBuilder<AiGatewayResource> WithIpWhitelist(this IResourceBuilder<AiGatewayResource> builder, params string[] ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        return builder.With(spec => spec with { IpWhitelist = [.. spec.IpWhitelist ?? [], .. ranges] });
    }

    /// <summary>Sets how long the gateway waits for a model to begin or go on with its answer.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="timeout">At most 10 minutes. Default without this call: 60 s.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is zero, negative or longer.</exception>
    public static IResourceBuilder<AiGatewayResource> WithTimeout(this IResourceBuilder<AiGatewayResource> builder, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, ApisixFacts.LongestTimeout);
        return builder.With(spec => spec with { Timeout = timeout });
    }

    /// <summary>Adds a route to a model.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="model">The model.</param>
    /// <param name="configure">Says more about the route: <c>route => route with { Subdomain = "qwen-chat" }</c>.</param>
    public static IResourceBuilder<AiGatewayResource> WithReference(
        this IResourceBuilder<AiGatewayResource> builder, IResourceBuilder<ModelResource> model, Func<AiRouteOptions, AiRouteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return builder.WithLink(model.Resource, configure?.Invoke(new()));
    }

    /// <summary>Adds a route to an AI provider outside the stack.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="configure">Says more about the route: <c>route => route with { Subdomain = "gpt" }</c>.</param>
    public static IResourceBuilder<AiGatewayResource> WithReference(
        this IResourceBuilder<AiGatewayResource> builder, IResourceBuilder<ExternalAiResource> provider, Func<AiRouteOptions, AiRouteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return builder.WithLink(provider.Resource, configure?.Invoke(new()));
    }

    private static IResourceBuilder<AiGatewayResource> With(this IResourceBuilder<AiGatewayResource> builder, Func<AiGatewaySpec, AiGatewaySpec> change) => builder.WithSpec(change);
}
