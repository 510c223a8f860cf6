using System.Collections.Immutable;
using System.Globalization;
using AiStack.Components.Apisix.Local;
using AiStack.Core;
using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Apisix;

/// <summary>An AI gateway in a run: the component that it is a part of serves its routes.</summary>
internal static class AiGatewayHosting
{
    public static void Host(IResourceBuilder<AiGatewayResource> gateway)
    {
        var (builder, apisix) = (gateway.ApplicationBuilder, gateway.Resource.Parent);
        foreach (var key in gateway.Resource.Spec.ApiKeys.Values.Prepend(gateway.Resource.Spec.ApiKey).OfType<SecretReference>())
        {
            builder.AddSecretParameter(key);
        }

        gateway.ExcludeFromManifest();
        LocalPolicies.TellBeforeStart(gateway);
        ApisixHosting.Serve(builder.CreateResourceBuilder(apisix));
        if (apisix.Local is { } local)
        {
            gateway.AsServedBy("AI gateway", "gateway", local.Program, () => UrlsOf(builder.GetStackModel(), gateway.Resource, local));
        }
    }

    /// <summary>Where callers find the routes of a gateway now: each by its host, and below the gateway's own address.</summary>
    internal static ImmutableArray<UrlSnapshot> UrlsOf(StackModel model, AiGatewayResource gateway, LocalGateway local)
    {
        if (!local.Endpoint.IsAllocated || model.Stack.Find($"{gateway.Parent.Component().Name}/{gateway.Component().Name}") is not { } component)
        {
            return [];
        }

        var routes = AiRoute.Of(model.Stack, component).ToList();
        return
        [
            .. routes.SelectMany((route, index) => new[]
            {
                Url(local, $"{route.Subdomain}.{HostNames.LocalDomain}", BaseOf(route.Options.Path), routes.Count - index),
                Url(local, HostNames.LocalDomain, $"{route.InnerPath}{BaseOf(AiRouteOptions.DefaultPath)}", -index),
            }),
        ];
    }

    private static UrlSnapshot Url(LocalGateway local, string host, string path, int order) =>
        new(null, string.Create(CultureInfo.InvariantCulture, $"http://{host}:{local.Endpoint.Port}{path}"), IsInternal: false) { DisplayProperties = new("", order) };

    // What clients take as their base URL.
    private static string BaseOf(string path) => path.TrimEnd('*').TrimEnd('/');
}
