namespace Images.Tests;

/// <summary>A network of one test, in which containers find each other by their names.</summary>
internal sealed class TestNetwork : IAsyncDisposable
{
    private static readonly TimeSpan s_removal = TimeSpan.FromSeconds(30);

    public string Name { get; } = $"aistack-test-{Guid.NewGuid():N}";

    public static async Task<TestNetwork> CreateAsync(CancellationToken cancelled)
    {
        var network = new TestNetwork();
        await ContainerEngine.RunAsync(["network", "create", network.Name], cancelled);
        return network;
    }

    /// <summary>Options of <c>docker run</c> that put a container into it under a name.</summary>
    public string[] As(string name) => ["--network", Name, "--network-alias", name];

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(s_removal);
        await ContainerEngine.RunAsync(["network", "rm", Name], limit.Token);
    }
}
