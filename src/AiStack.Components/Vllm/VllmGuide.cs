using AiStack.Core;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Vllm;

/// <summary>What the reader of a publication can try of the models, and what to look at when one does not start.</summary>
internal static class VllmGuide
{
    private const int WeightsOrder = 50;
    private const int TestOrder = 100;
    private const int TroubleOrder = 200;

    public static void Add(ManifestContext context, Component vllm, IReadOnlyList<Engine> engines)
    {
        var space = context.Stack.NamespaceOf(vllm);
        var router = VllmModule.RouterName(vllm);
        if (engines.Any(engine => engine.HasWeightsJob || engine.Fetches || IsFilledByHand(engine)))
        {
            context.Guides(new(WeightsOrder, $"Weights of {vllm.Name}", Weights(engines, space)));
        }

        if (((VllmSpec)vllm.Spec).Routing == RoutingLogic.KvAware && context.Stack.Spec.Serving == ServingMode.Operator && engines.Any(engine => engine.MostReplicas > 1))
        {
            // Rejected: a name for each engine. It would have to come from the pod, and the operator's variables are plain texts.
            context.Guides(new(WeightsOrder, $"KV-aware routing of {vllm.Name}", $"""
                The router's LMCache controller tells engines apart by their names, and the operator gives all engines of a model the same one: it finds the model that has a prompt in its
                cache, but not which of several engines. `serving: deployment` gives each engine its own name; `routing: prefixaware` needs none.

                """.ReplaceLineEndings("\n")));
        }

        context.Guides(new(TestOrder, $"Test vLLM models of {vllm.Name}", $"""
            ```sh
            # Port-forward to the router. It goes on until Ctrl-C: the rest is for a second terminal
            kubectl port-forward -n {space} svc/{router} {VllmFacts.Port}:{VllmFacts.ServicePort}

            # List models
            curl http://localhost:{VllmFacts.Port}/v1/models
            {string.Concat(engines.Take(1).Concat(engines.Skip(1).Where(engine => engine.Served.Model.ModelType != engines[0].Served.Model.ModelType).Take(1)).Select(Call))}```

            """.ReplaceLineEndings("\n")));
        context.Guides(new(TroubleOrder, $"When a model of {vllm.Name} does not start", Trouble(context.Stack, engines, space)));
    }

    private static string Call(Engine engine)
    {
        var name = engine.Served.Model.ClientName;
        return (engine.Served.Model.ModelType == ModelType.Chat
            ? $$"""

                # Chat completion
                curl -X POST http://localhost:{{VllmFacts.Port}}/v1/chat/completions \
                  -H 'Content-Type: application/json' \
                  -d '{"model": "{{name}}", "messages": [{"role": "user", "content": "Hello"}]}'

                """
            : $$"""

                # Embedding
                curl -X POST http://localhost:{{VllmFacts.Port}}/v1/embeddings \
                  -H 'Content-Type: application/json' \
                  -d '{"model": "{{name}}", "input": "Hello"}'

                """).ReplaceLineEndings("\n");
    }

    private static string Weights(IReadOnlyList<Engine> engines, string space)
    {
        var jobs = engines.Where(engine => engine.HasWeightsJob).Select(engine => engine.Name).ToList();
        var fetching = engines.Where(engine => engine.Fetches).Select(engine => engine.Name).ToList();
        List<string> lines = [];
        if (jobs.Count > 0)
        {
            lines.Add($"""
                A Job puts the weights of {string.Join(", ", jobs)} onto their disks, and its pods are the only ones that reach the internet for them. Until it has ended engines start again and
                again, or wait; on a disk that one node mounts the Job runs beside the engine, and waits for one if there is none.

                ```sh
                kubectl get jobs -n {space} -l {StandardLabels.Role}={WeightsJobs.Role}
                kubectl logs -n {space} -l {StandardLabels.Role}={WeightsJobs.Role} --tail=20
                ```

                {(engines.Any(engine => engine.HasWeightsJob && !engine.IsDiskOfOneNode) ? "The Job runs as group 1000: shared file storage that ignores fsGroup (NFS exports, some EFS access points) has to let that group write.\n" : "")}A Job that failed (no token, terms not accepted, disk too small) is deleted and applied again.

                """);
        }

        if (fetching.Count > 0)
        {
            lines.Add($"""
                {string.Join(", ", fetching)}: weights are fetched at every start, so these engines may reach the internet on port 443. `storage` on the model keeps them on a disk instead.

                """);
        }

        lines.AddRange(engines.Where(IsFilledByHand).Select(engine => $"""
            {engine.Name}: nothing here fills its disk. The PersistentVolumeClaim `{engine.Name}`, mounted at `{engine.Weights.DiskDirectory}`, has to hold {(engine.Weights.Source == WeightsSource.Path
                ? $"the weights as `{engine.Served.Model.ModelPath}`"
                : $"{engine.Served.Model.ModelPath} as Hugging Face's cache keeps it (`{engine.Weights.DiskDirectory}/hub`)")}; engines start again and again until it does.

            """));
        return string.Join('\n', lines).ReplaceLineEndings("\n");
    }

    private static bool IsFilledByHand(Engine engine) => engine is { Storage: not null, HasWeightsJob: false, Fetches: false };

    private static string Trouble(Stack stack, IReadOnlyList<Engine> engines, string space)
    {
        var first = engines[0].Name;
        var look = stack.Spec.Serving == ServingMode.Operator ? $"kubectl get vllmruntime -n {space}\n" : $"kubectl get deployment -n {space}\n";
        return $"""
            ```sh
            {look}kubectl describe pod -n {space} -l {ProductionStackFacts.AppLabel}={first}
            kubectl logs -n {space} -l {ProductionStackFacts.AppLabel}={first} --tail=50
            ```

            | what is seen | what to do |
            |---|---|
            | pod pending | no node of the pool has room{(engines.Any(engine => engine.HasGpus) ? ": check that the GPU node pool exists, has capacity, and that its nodes show the GPU under Allocatable" : "")} |
            | out of memory at the start | lower max_model_len, or raise mem_request or take a larger GPU; `aistack check` says what is needed |
            | the router restarts (OOMKilled) | raise route_mem_request to 1Gi or more |
            | "model does not exist" | use the full name that `/v1/models` lists; a model without a ready engine is not listed |
            | RuntimeClass not found | it is one of the stack's objects, or comes with the platform's releases: apply whichever is missing |

            """.ReplaceLineEndings("\n");
    }
}
