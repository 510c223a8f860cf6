namespace Aspire.Hosting.Testing;

/// <summary>An application under test, before it is built: everything may still be changed.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Ends the description.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What can be started. Disposing it ends the AppHost's code, too.</returns>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
