using System.Globalization;
using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Components.Vllm;

/// <summary>The engines below a model: simulator processes, or vLLM containers, in CPU mode on a laptop.</summary>
internal static class ModelReplicaHosting
{
    internal const string EndpointName = "http";

    internal static void AddReplicas(IResourceBuilder<ModelResource> model)
    {
        model.AsCompositeOf("Model", "replica", () => model.Resource.Replicas, source: model.Resource.Spec.ModelPath, rest: () => model.Resource.IsAsleep ? "Asleep" : null).ExcludeFromManifest();
        Resize(model);
    }

    /// <summary>Adds or removes replicas until there are as many as the model's spec says.</summary>
    internal static void Resize(IResourceBuilder<ModelResource> model) => Resize(model, model.Resource.Spec.Replicas);

    private static void Resize(IResourceBuilder<ModelResource> model, int wanted)
    {
        var replicas = model.Resource.Replicas;
        while (replicas.Count > wanted)
        {
            model.ApplicationBuilder.Resources.Remove(replicas[^1]);
            model.Resource.RemovedReplicas.Push(replicas[^1]);
            replicas.RemoveAt(replicas.Count - 1);
        }

        while (replicas.Count < wanted)
        {
            // One that was there before comes back as it is: its health check is registered for good, and a second of that name would be refused at start.
            if (model.Resource.RemovedReplicas.TryPop(out var removed))
            {
                model.ApplicationBuilder.Resources.Add(removed);
            }

            var replica = removed ?? AddReplica(model, replicas.Count);
            model.WithStackEndpoint(VllmModule.EngineEndpointName(replicas.Count), new EndpointReference(replica, EndpointName));
            replicas.Add(replica);
        }
    }

    /// <summary>Makes so many replicas that there can be, at the start, as many as are wanted then. Their number stays.</summary>
    internal static void Reserve(IResourceBuilder<ModelResource> model, int replicas)
    {
        Resize(model, Math.Max(replicas, model.Resource.Replicas.Count));
        Resize(model);
    }

    /// <summary>Brings in every replica that scaling may start. Those past the first few are started by whoever scales.</summary>
    /// <param name="model">The model.</param>
    /// <param name="most">How many there may be; they were reserved when the application was described.</param>
    /// <param name="first">How many start by themselves.</param>
    internal static void Declare(IResourceBuilder<ModelResource> model, int most, int first)
    {
        Resize(model, most);
        foreach (var replica in model.Resource.Replicas.Skip(first))
        {
            model.ApplicationBuilder.CreateResourceBuilder(replica).WithExplicitStart();
        }
    }

    /// <summary>Adds or removes replicas of those that there are already: their health checks can be registered only before the application is built.</summary>
    /// <exception cref="DistributedApplicationException">There are not enough of them.</exception>
    internal static void ResizeReserved(IResourceBuilder<ModelResource> model)
    {
        var (wanted, most) = (model.Resource.Spec.Replicas, model.Resource.Replicas.Count + model.Resource.RemovedReplicas.Count);
        if (wanted > most)
        {
            throw new DistributedApplicationException(
                $"The environment wants {wanted} replicas of '{model.Resource.Name}', and {most} were known when it was described. Call WithReplicas before WithEnvironment.");
        }

        Resize(model);
    }

    private static IResourceWithEndpoints AddReplica(IResourceBuilder<ModelResource> model, int index)
    {
        var name = $"{model.Resource.Name}-{index}";

        // Proxyless: behind a proxy the port of a stopped replica would accept requests and hold them, and the router could not tell.
        var builder = model.ApplicationBuilder;
        int? port = builder.ExecutionContext.IsRunMode ? Ports.PickFree() : null;
        return VllmRunMode.Of(builder) switch
        {
            RunMode.Embedded => AddProcess(model, name, port!.Value).Resource,
            _ when VllmRunMode.AreModelsSimulated(builder) => AddSimulatorContainer(model, name, port).Resource,
            _ => AddVllmContainer(model, name, port).Resource,
        };
    }

    private static IResourceBuilder<ExecutableResource> AddProcess(IResourceBuilder<ModelResource> model, string name, int port)
    {
        var builder = model.ApplicationBuilder;
        var program = ProgramFile.Find(builder, "simulator", "AiStack.Simulator");
        return builder.AddExecutable(name, program.Path, program.Directory)
            .WithArgs(context => Add(context.Args, SimulatedVllm.EngineArguments(model.Resource.Spec, port, builder.Configuration)))
            .WithHttpEndpoint(port: port, targetPort: port, name: EndpointName, isProxied: false)
            .WithOtlpExporter()
            .AsReplicaOf(model);
    }

    private static IResourceBuilder<ContainerResource> AddVllmContainer(IResourceBuilder<ModelResource> model, string name, int? port)
    {
        var replica = model.ApplicationBuilder.AddResource(new ContainerResource(name));
        return replica
            .WithImageOf(model.Resource)
            .WithArgs(context => Add(context.Args, [.. VllmArguments.For(model.Resource.Spec), "--host", "0.0.0.0", "--port", PortText]))
            .WithHttpEndpoint(port: port, targetPort: VllmFacts.Port, name: EndpointName, isProxied: false)
            .WithVolume(WeightsOf(replica), VllmFacts.WeightsDirectory)
            .WithContainerRuntimeArgs("--shm-size", VllmFacts.CpuSharedMemory)
            .WithEnvironment(context =>
            {
                if (model.Resource.Parent.Spec.HuggingFaceToken is { } token)
                {
                    context.EnvironmentVariables[VllmFacts.HuggingFaceTokenVariable] = model.ApplicationBuilder.AddSecretParameter(token).Resource;
                }
            })
            .AsReplicaOf(model);
    }

    private static IResourceBuilder<ContainerResource> AddSimulatorContainer(IResourceBuilder<ModelResource> model, string name, int? port)
    {
        var configuration = model.ApplicationBuilder.Configuration;
        return model.ApplicationBuilder.AddResource(new ContainerResource(name))
            .WithImage(VllmRunMode.SimulatorImage(configuration))
            .WithArgs(context => Add(context.Args,
                [.. VllmArguments.For(model.Resource.Spec), "--host", "0.0.0.0", "--port", PortText, .. SimulatorSettings.ArgumentsFor(model.Resource.Spec, configuration)]))
            .WithHttpEndpoint(port: port, targetPort: VllmFacts.Port, name: EndpointName, isProxied: false)
            .AsReplicaOf(model);
    }

    /// <summary>Gives the engines of a model the image that its spec names, or the usual one. Simulators keep theirs.</summary>
    internal static void ChooseImage(IResourceBuilder<ModelResource> model)
    {
        if (VllmRunMode.AreModelsSimulated(model.ApplicationBuilder))
        {
            return;
        }

        foreach (var replica in model.Resource.Replicas.OfType<ContainerResource>())
        {
            model.ApplicationBuilder.CreateResourceBuilder(replica).WithImageOf(model.Resource);
        }
    }

    // What the stack says about one model is more exact than what configuration says about every image of vLLM. A laptop's engines use processors, whatever the cluster has.
    private static IResourceBuilder<ContainerResource> WithImageOf(this IResourceBuilder<ContainerResource> replica, ModelResource model) => model.Spec.Image is { } image
        ? replica.WithImage(image)
        : replica.ApplicationBuilder.ExecutionContext.IsRunMode ? replica.WithConfiguredImage("vllm", registry: null, VllmFacts.CpuImage, VllmFacts.CpuTag)
        : model.Parent.Spec.Gpus > 0 ? replica.WithConfiguredImage("vllm", registry: null, VllmFacts.GpuImage, VllmFacts.Version)
        : replica.WithConfiguredImage("vllm", registry: null, VllmFacts.CpuImage, VllmFacts.ClusterCpuTag);

    // On a laptop models share what they downloaded; elsewhere a volume may be for one container only.
    private static string WeightsOf(IResourceBuilder<ContainerResource> replica) =>
        replica.ApplicationBuilder.ExecutionContext.IsRunMode ? "aistack-model-weights" : Volumes.NameOf(replica, "weights");

    private static string PortText => VllmFacts.Port.ToString(CultureInfo.InvariantCulture);

    private static IResourceBuilder<T> AsReplicaOf<T>(this IResourceBuilder<T> replica, IResourceBuilder<ModelResource> model)
        where T : IResourceWithEndpoints
    {
        // Checks are registered with the application's services, to which nothing can be added any more when it is known how many replicas are published.
        if (model.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            replica.WithHttpHealthCheck(VllmFacts.HealthPath, endpointName: EndpointName);
        }

        return replica.WithParentRelationship(model);
    }

    private static void Add(IList<object> arguments, IEnumerable<string> more)
    {
        foreach (var argument in more)
        {
            arguments.Add(argument);
        }
    }
}
