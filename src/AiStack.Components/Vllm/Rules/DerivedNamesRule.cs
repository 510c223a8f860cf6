using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Vllm.Rules;

/// <summary>The objects of models and routers have names that Kubernetes takes, and that nothing else in their namespace has.</summary>
/// <remarks>The operator makes a Deployment and a Service of each name; two owners of one would overwrite each other without end.</remarks>
internal sealed class DerivedNamesRule : IRule
{
    private const int LongestName = Core.Schema.Names.LongestLabel;

    public IEnumerable<Problem> Check(Stack stack)
    {
        var owners = new Dictionary<(string Namespace, string Name), string>();
        foreach (var component in stack.Components.Where(component => component.Spec is not VllmSpec))
        {
            foreach (var service in component.Kind.Endpoints.Select(endpoint => endpoint.Service(stack, component)))
            {
                owners.TryAdd((service.Namespace, service.Name), $"the Service of {component}");
            }
        }

        foreach (var (vllm, _) in stack.Of<VllmSpec>())
        {
            var space = stack.NamespaceOf(vllm);
            foreach (var (element, name, what) in Names(vllm))
            {
                if (name.Length > LongestName)
                {
                    yield return StructureProblems.DerivedName.At(element.Source.Of(), $"{Sentence(what)} would be named '{name}', {name.Length} characters, and Kubernetes takes {LongestName}.",
                        $"Shorten it by {name.Length - LongestName} characters.");
                }

                if (char.IsAsciiDigit(name[0]))
                {
                    yield return StructureProblems.DerivedName.At(vllm.Source.Of(), $"{Sentence(what)} would be named '{name}', and names of Services begin with a letter.", "Rename the component.");
                }

                if (!owners.TryAdd((space, name), what))
                {
                    yield return StructureProblems.DerivedName.At(element.Source.Of(), $"{Sentence(what)} would be named '{name}' in namespace '{space}', and so is {owners[(space, name)]}.", "Rename one of them, or give one another namespace.");
                }
            }
        }
    }

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    private static IEnumerable<(Component Element, string Name, string What)> Names(Component vllm)
    {
        yield return (vllm, VllmModule.RouterName(vllm), $"the router of {vllm}");
        if (vllm.Spec is VllmSpec { Routing: RoutingLogic.KvAware })
        {
            yield return (vllm, LmCacheFacts.ServiceOf(VllmModule.RouterName(vllm)), $"the LMCache Service of {vllm}");
        }

        foreach (var model in vllm.Children.DistinctBy(model => model.Name))
        {
            yield return (model, VllmModule.RuntimeName(model), $"the VLLMRuntime of {model}");
        }
    }
}
