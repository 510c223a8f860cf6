using AiStack.Core;
using AiStack.Core.Schema;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.References;
using AiStack.Kubernetes.Scorecard;
using AiStack.Kubernetes.Secrets;

namespace AiStack.Kubernetes.Publishing;

/// <summary>Publishes a stack: a pure function of it and of the components that there are.</summary>
public static class StackPublication
{
    /// <summary>Everything that a stack is published as.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="modules">The components that there are; each that is an <see cref="IPublishedModule"/> publishes its own.</param>
    public static Publication Of(Stack stack, IEnumerable<ComponentModule> modules)
    {
        ArgumentNullException.ThrowIfNull(stack);

        var context = new ManifestContext(stack);
        var published = modules.OfType<IPublishedModule>().ToDictionary(module => ((ComponentModule)module).Kind);
        foreach (var component in stack.Components)
        {
            if (published.TryGetValue(component.Kind, out var module))
            {
                module.Publish(context, component);
            }
        }

        var secrets = context.Secrets.All();
        if (stack.Spec.Secrets is { Mode: SecretsMode.External, Store: { } store })
        {
            foreach (var secret in secrets.Where(secret => secret is { MadeBy: null, CopyOf: null }))
            {
                context.AddShared(ExternalSecrets.Of(secret, store));
            }
        }

        var namespaces = Namespaces.Add(context);
        NetworkPolicies.Add(context, namespaces);
        var index = context.Index();
        foreach (var problem in ReferenceCheck.Check(stack, index, published.Values.SelectMany(module => module.ReferenceRules)))
        {
            context.Reports(problem);
        }

        return new(
            stack, ObjectOrder.Of(context.Objects.Objects), namespaces, secrets, ReleaseOrder.Of(context.Releases),
            [.. context.GuideSections.OrderBy(section => section.Order)], context.Explanations,
            Score.Of(index, context.Explanations), context.Problems);
    }
}
