using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs executables and containers.</summary>
internal interface IResourceEngine : IAsyncDisposable
{
    /// <summary>Allocates endpoints and starts everything that is not started explicitly. Done when all creations that wait for nothing are done.</summary>
    Task StartAsync(DistributedApplicationModel model, CancellationToken cancellationToken);

    /// <summary>Starts an executable or container that does not run.</summary>
    /// <param name="resourceId">Its <see cref="ResourceInstance.Id"/>.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    Task StartResourceAsync(string resourceId, CancellationToken cancellationToken);

    /// <summary>Stops an executable or container that runs; done when it has ended.</summary>
    /// <param name="resourceId">Its <see cref="ResourceInstance.Id"/>.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    Task StopResourceAsync(string resourceId, CancellationToken cancellationToken);

    /// <summary>Stops everything; nothing is left when it is done.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
