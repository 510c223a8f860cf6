using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Vllm.Rules;

/// <summary>Clients can tell the models of one router apart.</summary>
internal sealed class ServedNameRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack) =>
        from router in stack.Models().Where(found => found.Model.ClientName is not null).GroupBy(found => found.Parent)
        from same in router.GroupBy(found => found.Model.ClientName, StringComparer.Ordinal)
        from second in same.Skip(1)
        select VllmProblems.SameServedName.At(second.Component.Source.Of(second.Model.ServedModelName is null ? "model_path" : "served_model_name"),
            $"{second.Component} is served as '{same.Key}', and so is '{same.First().Component.Name}': the router would mix them.", $"Give it another served_model_name, or set replicas on '{same.First().Component.Name}' instead.");
}
