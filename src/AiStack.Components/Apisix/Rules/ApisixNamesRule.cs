using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Schema;

namespace AiStack.Components.Apisix.Rules;

/// <summary>The Services of a gateway, those of its chart included, have names that Kubernetes takes and that nothing else in their namespace has.</summary>
internal sealed class ApisixNamesRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        var owners = new Dictionary<(string Namespace, string Name), Component>();
        foreach (var component in stack.Components.Where(component => component.Spec is not ApisixSpec))
        {
            foreach (var service in component.Kind.Endpoints.Select(endpoint => endpoint.Service(stack, component)))
            {
                owners.TryAdd((service.Namespace, service.Name), component);
            }
        }

        foreach (var (apisix, _) in stack.Of<ApisixSpec>())
        {
            var names = ApisixNames.Services(apisix);
            var longest = names.MaxBy(name => name.Length)!;
            if (longest.Length > Names.LongestLabel)
            {
                yield return StructureProblems.DerivedName.At(apisix.Source.Of(), $"A Service of {apisix} would be named '{longest}', {longest.Length} characters, and Kubernetes takes {Names.LongestLabel}.",
                    $"Shorten the component's name by {longest.Length - Names.LongestLabel} characters.");
            }

            foreach (var name in names)
            {
                if (!owners.TryAdd((stack.NamespaceOf(apisix), name), apisix) && owners[(stack.NamespaceOf(apisix), name)] is var owner && owner.Name != apisix.Name)
                {
                    yield return StructureProblems.DerivedName.At(apisix.Source.Of(), $"A Service of {apisix} would be named '{name}' in namespace '{stack.NamespaceOf(apisix)}', and so is one of {owner}.", "Rename one of them, or give one another namespace.");
                }
            }
        }
    }
}
