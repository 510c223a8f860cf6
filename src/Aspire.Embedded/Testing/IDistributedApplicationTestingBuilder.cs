namespace Aspire.Hosting.Testing;

/// <summary>The builder of an application under test: to look at and to change before it is built.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Builds the application. It starts when the test says so.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the building.</param>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
