using AiStack.Components.Apisix.Local;
using AiStack.Components.Offers;
using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Core.Values;
using AiStack.Hosting.Model;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.References;
using Aspire.Hosting;

namespace AiStack.Components.Apisix;

/// <summary>APISIX in the model: routes to web applications, and AI gateways.</summary>
internal sealed class ApisixModule : HostedModule, IPublishedModule
{
    internal const string EndpointName = "http";
    internal const string MetricsEndpointName = "metrics";

    public static ComponentKind AiGateway { get; } = new("ai gateway", "Routes to models and providers, with policies that hold for all of them.")
    {
        Properties = AiGatewayProperties.All,
        Empty = new AiGatewaySpec(),
        Offers = (stack, gateway) => AiRoute.Of(stack, gateway).Select(ApiOf),
    };

    public static ComponentKind Apisix { get; } = new("apisix", "The gateway in front of web applications and, with AI gateways in it, of models.")
    {
        DefaultNamespace = "apisix",
        Properties = ApisixProperties.All,
        Empty = new ApisixSpec(),
        Children = new("ai_gateways", AiGateway),
        Endpoints = [ServiceEndpoint.OfComponent(EndpointName, "http", 80), ServiceEndpoint.OfComponent(MetricsEndpointName, "http", ApisixFacts.MetricsPort)],
        Offers = (stack, apisix) =>
        [
            new ScrapeTarget(apisix.Name, [new EndpointPart(apisix.Name, MetricsEndpointName, EndpointProperty.HostAndPort)], ApisixFacts.MetricsPath),
            .. ApisixMonitoring.TargetsOf(stack, apisix),
        ],
    };

    public override ComponentKind Kind => Apisix;

    public override IReadOnlyList<LinkKind> Links { get; } =
    [
        new("apisix", "langflow", "A route with TLS and websockets to the application.") { Properties = IngressProperties.All, Empty = new IngressOptions() },
        new("apisix", "open-webui", "A route with TLS and websockets to the application.") { Properties = IngressProperties.All, Empty = new IngressOptions() },
        new("apisix", "redis", "Counters of limits that all replicas of the gateway share."),
        new("ai gateway", "model", "A route to the model, with AI policies.") { Properties = AiRouteProperties.All, Empty = new AiRouteOptions() },
        new("ai gateway", "external-ai", "A route to the provider, with AI policies.") { Properties = AiRouteProperties.All, Empty = new AiRouteOptions() },
    ];

    public override IReadOnlyList<IRule> Rules => ApisixRules.All;

    public override IReadOnlyList<ProblemKind> Problems => ApisixProblems.All;

    public override void AddTo(IDistributedApplicationBuilder builder, Component component, ResourceNames names)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(names);

        var apisix = builder.AddApisix(names.Of(component)).WithSpec((ApisixSpec _) => (ApisixSpec)component.Spec);
        apisix.Resource.Component().Source = component.Source;
        foreach (var child in component.Children)
        {
            apisix.AddAiGatewayOf(names.Of(child), child.Name, (AiGatewaySpec)child.Spec).Resource.Component().Source = child.Source;
        }
    }

    public override void BeforeRun(IDistributedApplicationBuilder builder, StackModel stack)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ApisixHosting.ShowUnserved(builder);
    }

    public override bool HasPart(Component element, string ending) => element.Spec is ApisixSpec && ending == "gateway";

    public override bool Follows(ComponentKind kind) => kind == Apisix || kind == AiGateway;

    public override Task<IReadOnlyList<string>> FollowAsync(IDistributedApplicationBuilder builder, StackModel stack, IServiceProvider services, CancellationToken cancelled) =>
        LocalGatewayChange.FollowAsync(builder, stack, services, cancelled);

    public IReadOnlyList<IReferenceRule> ReferenceRules { get; } = [new ApisixReferenceRule()];

    public void Publish(ManifestContext context, Component component) => ApisixManifests.Publish(context, component);

    // A caller of the name of a consumer presents that consumer's key; any other the one key, or the first consumer's.
    private static OpenAiApi ApiOf(AiRoute route)
    {
        var spec = (AiGatewaySpec)route.Gateway.Spec;
        return new(
            ValueExpression.Of(new EndpointPart(route.Gateway.ParentName!, EndpointName, EndpointProperty.Url), $"{route.InnerPath}/v1"),
            spec.ApiKey ?? spec.ApiKeys.Values.FirstOrDefault(),
            route.Models)
        {
            CallerKeys = spec.ApiKeys,
        };
    }
}
