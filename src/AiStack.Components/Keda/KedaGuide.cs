using AiStack.Components.Vllm;
using AiStack.Core;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Keda;

/// <summary>What the reader of a publication can try of scaling.</summary>
internal static class KedaGuide
{
    private const int Order = 130;

    public static void Add(ManifestContext context, Component keda)
    {
        var stack = context.Stack;
        var scaled = stack.LinksFrom(keda).Where(link => link is { Options: ScaleOptions, To.Spec: ModelSpec }).ToList();
        if (scaled.Count == 0)
        {
            return;
        }

        var lines = scaled.Select(link => stack.NamespaceOf(stack.ParentOf(link.To))).Distinct()
            .Select(space => $"kubectl get scaledobject -n {space}\nkubectl get hpa -n {space}\nkubectl get pods -n {space} -w\n");
        var sleeping = scaled.Where(link => ((ScaleOptions)link.Options).MinReplicas == 0).Select(link => VllmModule.RuntimeName(link.To)).ToList();
        context.Guides(new(Order, "Check KEDA scaling", $"""
            ```sh
            {string.Join('\n', lines)}```

            A ScaledObject that is not ready says why: `kubectl describe scaledobject -n <namespace> <name>`. Where its metric is not found, verify the Prometheus → vLLM link: the job of
            the engines has to be the runtime's name.
            {(sleeping.Count == 0 ? "" : $"""

            Sleeping when nobody asks: {string.Join(", ", sleeping)}. The router answers 404 or 503 until the first engine is up, which takes minutes: callers try again. The very first
            request after a start of the router is not noticed, the second one is.

            """)}
            """.ReplaceLineEndings("\n")));
    }
}
