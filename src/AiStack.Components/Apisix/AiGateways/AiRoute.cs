using AiStack.Components.Offers;
using AiStack.Components.Vllm;
using AiStack.Core;

namespace AiStack.Components.Apisix;

/// <summary>A route from an AI gateway to a model or a provider: one per link.</summary>
/// <param name="Gateway">The gateway.</param>
/// <param name="Link">The link.</param>
/// <param name="Options">What was said about it.</param>
/// <param name="Models">The models behind it; empty: whatever the provider has.</param>
public sealed record AiRoute(Component Gateway, Link Link, AiRouteOptions Options, IReadOnlyList<OfferedModel> Models)
{
    /// <summary>First part of the host.</summary>
    public string Subdomain => Options.Subdomain ?? Link.To.Name;

    /// <summary>Where the route answers inside the cluster, below the gateway's own Service and without a slash at the end: a route of its own with the same policies.</summary>
    public string InnerPath => $"/{Gateway.Name}/{Link.To.Name}";

    /// <summary>Whether only vectors come from it.</summary>
    public bool IsForEmbeddings => Models.Count > 0 && Models.All(model => model.Type == ModelType.Embedding);

    /// <summary>Whether a policy case means this route: by the link's target, its name alone or the subdomain.</summary>
    internal bool IsCalled(string name) => name == Link.To.Reference || name == Link.To.Name || name == Subdomain;

    /// <summary>The routes of a gateway, in the order of its links.</summary>
    public static IEnumerable<AiRoute> Of(Stack stack, Component gateway)
    {
        ArgumentNullException.ThrowIfNull(stack);
        foreach (var link in stack.LinksFrom(gateway))
        {
            if (link.Options is AiRouteOptions options)
            {
                yield return new(gateway, link, options, ModelsOf(stack, link.To));
            }
        }
    }

    private static IReadOnlyList<OfferedModel> ModelsOf(Stack stack, Component target) =>
    [
        .. stack.OffersOf<OpenAiApi>(target).SelectMany(api => api.Models),
        .. stack.OffersOf<ProviderApi>(target).Where(api => api.Model is not null).Select(api => new OfferedModel(api.Model!, ModelType.Chat, null)),
    ];
}
