using System.Text.Json;
using AiStack.Hosting;
using AiStack.Hosting.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiStack.Components.Qdrant;

/// <summary>Collections on a laptop: made over the REST API whenever their database becomes ready.</summary>
internal static class CollectionHosting
{
    private const string ResourceType = "Collection";

    internal static void Add(IResourceBuilder<CollectionResource> collection)
    {
        var builder = collection.ApplicationBuilder;
        collection.ExcludeFromManifest();
        if (QdrantHosting.RunModeOf(builder) == RunMode.Embedded)
        {
            collection.AsNeedingContainers(ResourceType);
            return;
        }

        collection.WithInitialState(new CustomResourceSnapshot { ResourceType = ResourceType, Properties = [], State = KnownResourceStates.NotStarted });
        var qdrant = builder.CreateResourceBuilder(collection.Resource.Parent);
        qdrant.OnResourceReady((_, ready, cancelled) => MakeAsync(collection.Resource, ready.Services, cancelled));
        qdrant.OnResourceStopped((_, stopped, _) => ShowAsync(collection.Resource, stopped.Services, new(KnownResourceStates.Exited, null)));
    }

    // What fails here fails for the collection alone: the database is ready, and its other collections can be used.
    private static async Task MakeAsync(CollectionResource collection, IServiceProvider services, CancellationToken cancelled)
    {
        await ShowAsync(collection, services, new(KnownResourceStates.Starting, KnownResourceStateStyles.Info)).ConfigureAwait(false);
        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(collection);
        try
        {
            var key = await collection.Parent.ApiKeyParameter.GetValueAsync(cancelled).ConfigureAwait(false);
            using var client = new QdrantClient(new(collection.Parent.HttpEndpoint.Url), key);
            var complaint = await client.EnsureAsync(collection.CollectionName, collection.Spec, cancelled).ConfigureAwait(false);
            if (complaint is null)
            {
                logger.LogInformation("The collection '{Collection}' is there: vectors of {Size}, {Distance}.", collection.CollectionName, collection.Spec.VectorSize, collection.Spec.Distance);
                await ShowAsync(collection, services, new(KnownResourceStates.Running, null)).ConfigureAwait(false);
                return;
            }

            await FailAsync(collection, services, logger, complaint).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !cancelled.IsCancellationRequested))
        {
            await FailAsync(collection, services, logger, $"The collection '{collection.CollectionName}' could not be made: {error.Message}").ConfigureAwait(false);
        }
    }

    private static Task FailAsync(CollectionResource collection, IServiceProvider services, ILogger logger, string complaint)
    {
        logger.LogError("{Complaint}", complaint);
        services.GetRequiredService<ILoggerFactory>().CreateLogger("AiStack").LogError("{Complaint}", complaint);
        return ShowAsync(collection, services, new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error));
    }

    private static Task ShowAsync(CollectionResource collection, IServiceProvider services, ResourceStateSnapshot state) =>
        services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(collection, snapshot => snapshot with { State = state });
}
