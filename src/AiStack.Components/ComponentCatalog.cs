using AiStack.Components.Apisix;
using AiStack.Components.Cnpg;
using AiStack.Components.ExternalAi;
using AiStack.Components.Keda;
using AiStack.Components.NodePools;
using AiStack.Components.OpenWebUi;
using AiStack.Components.Prometheus;
using AiStack.Components.Langflow;
using AiStack.Components.Qdrant;
using AiStack.Components.Redis;
using AiStack.Components.Vllm;
using AiStack.Core.Problems;
using AiStack.Core.Schema;
using AiStack.Hosting.Model;
using AiStack.Hosting.Publishing;
using AiStack.Kubernetes.Publishing;
using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiStack.Components;

/// <summary>Every component that there is: one line each.</summary>
public static class ComponentCatalog
{
    /// <summary>The components, in the order that messages list them.</summary>
    public static IReadOnlyList<HostedModule> Modules { get; } =
    [
        new VllmModule(),
        new QdrantModule(),
        new LangflowModule(),
        new OpenWebUiModule(),
        new CnpgModule(),
        new RedisModule(),
        new NodePoolModule(),
        new PrometheusModule(),
        new KedaModule(),
        new ApisixModule(),
        new ExternalAiModule(),
    ];

    /// <summary>All that a stack can have.</summary>
    public static StackSchema Schema { get; } = new(Modules);

    /// <summary>Every kind of problem, by code: those of stacks, and those of what they would be published as.</summary>
    public static IReadOnlyList<ProblemKind> Problems => [.. Schema.Problems, .. OutputProblems.All];

    /// <summary>The stack that an application's resources make up.</summary>
    public static StackModel GetStackModel(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IStackPublisher, KubernetesPublisher>();
        return StackModel.Of(builder, Modules);
    }
}
