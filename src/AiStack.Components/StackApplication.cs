using AiStack.Core;
using AiStack.Hosting.Model;
using Aspire.Hosting;

namespace AiStack.Components;

/// <summary>Turns a stack that was read from a file into an application.</summary>
public static class StackApplication
{
    /// <summary>Adds every component and link of a stack, as the builder methods would.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="stack">The stack; its errors are found by the checks at start.</param>
    public static void AddStack(this IDistributedApplicationBuilder builder, Stack stack)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(stack);

        var model = builder.GetStackModel();
        model.Spec = stack.Spec;
        model.Environments.AreChosen = false;
        var modules = ComponentCatalog.Modules.ToDictionary(module => module.Kind);
        var names = new ResourceNames(stack, (element, ending) => modules[element.ParentName is { } parent ? stack.Find(parent)!.Kind : element.Kind].HasPart(element, ending));
        model.ReservedNames = names.All;
        foreach (var component in stack.Components)
        {
            modules[component.Kind].AddTo(builder, component, names);
        }

        var resources = model.Resources;
        foreach (var link in stack.Links)
        {
            var (from, to) = (resources[link.From.Reference], resources[link.To.Reference]);
            builder.CreateResourceBuilder(from).WithLink(to, link.Options, link.Source);
            foreach (var module in modules.Values)
            {
                module.OnLinked(builder, from, to, link.Options);
            }
        }
    }
}
