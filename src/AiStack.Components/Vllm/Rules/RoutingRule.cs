using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;

namespace AiStack.Components.Vllm.Rules;

/// <summary>A way of routing has what it needs.</summary>
internal sealed class RoutingRule : IRule
{
    public IEnumerable<Problem> Check(Stack stack)
    {
        foreach (var (vllm, spec) in stack.Of<VllmSpec>())
        {
            if (spec is { Routing: RoutingLogic.Session, SessionKey: null })
            {
                yield return VllmProblems.SessionKeyMissing.At(vllm.Source.Of("routing"), $"{vllm} routes by session, but session_key does not say which request header names one.", "Add session_key, such as `session_key: x-user-id`.");
            }
            else if (spec is { Routing: not RoutingLogic.Session, SessionKey: not null })
            {
                yield return VllmProblems.SessionKeyUnused.At(vllm.Source.Of("session_key"), $"{vllm} has a session_key but does not route by session.", "Add `routing: session`, or remove session_key.");
            }

            foreach (var model in vllm.Children)
            {
                if (spec.Routing == RoutingLogic.KvAware && model.Spec is ModelSpec engine && !HasCache(engine))
                {
                    yield return VllmProblems.KvAwareWithoutCache.At(vllm.Source.Of("routing"), $"{vllm} routes by what replicas have cached, but the engines of '{model.Name}' have no LMCache to tell it.",
                        "Add --kv-transfer-config with an LMCache connector to the model's extra_args, or write `routing: prefixaware`, which needs nothing.");
                }
            }
        }
    }

    private static bool HasCache(ModelSpec model) =>
        EngineArgument.Of(model).Any(argument => argument.Name == "--kv-transfer-config" && argument.Value?.Contains("LMCache", StringComparison.OrdinalIgnoreCase) == true);
}
