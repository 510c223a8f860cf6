using System.Net;

namespace AiStack.Tests;

/// <summary>A container of one test, removed with its anonymous volumes at the end.</summary>
internal sealed class TestContainer : IAsyncDisposable
{
    private static readonly TimeSpan s_removal = TimeSpan.FromSeconds(30);

    private TestContainer(string id) => Id = id;

    public string Id { get; }

    /// <param name="image">As in <c>docker run</c>.</param>
    /// <param name="ports">Ports of the container that the host shall reach, each at a free one of its own.</param>
    /// <param name="options">Other options of <c>docker run</c>.</param>
    /// <param name="arguments">Arguments of the program in it.</param>
    /// <param name="cancelled">Ends the wait for the engine.</param>
    public static async Task<TestContainer> StartAsync(
        string image, IEnumerable<int> ports, IEnumerable<string> options, IEnumerable<string> arguments, CancellationToken cancelled) =>
        new(await ContainerEngine.RunAsync(
            ["run", "--detach", .. ports.SelectMany(port => new[] { "--publish", $"127.0.0.1::{port}" }), .. options, image, .. arguments], cancelled));

    /// <summary>Where the host reaches a port of the container.</summary>
    public async Task<IPEndPoint> AddressAsync(int port, CancellationToken cancelled)
    {
        var lines = await ContainerEngine.RunAsync(["port", Id, $"{port}/tcp"], cancelled);
        return IPEndPoint.Parse(lines);
    }

    /// <summary>A client whose base address is a port of the container.</summary>
    public async Task<HttpClient> ClientAsync(int port, CancellationToken cancelled) => new() { BaseAddress = new Uri($"http://{await AddressAsync(port, cancelled)}") };

    /// <summary>Runs a program in the container and fails the test when that fails.</summary>
    public Task<string> ExecuteAsync(IEnumerable<string> command, CancellationToken cancelled) => ContainerEngine.RunAsync(["exec", Id, .. command], cancelled);

    /// <summary>Whether a program run in the container succeeds.</summary>
    public async Task<bool> SucceedsAsync(IEnumerable<string> command, CancellationToken cancelled) => (await Command.RunAsync("docker", ["exec", Id, .. command], cancelled)).ExitCode == 0;

    /// <summary>Stops and starts it; its files stay, its ports on the host change.</summary>
    public Task RestartAsync(CancellationToken cancelled) => ContainerEngine.RunAsync(["restart", Id], cancelled);

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(s_removal);
        await ContainerEngine.RunAsync(["rm", "--force", "--volumes", Id], limit.Token);
    }
}
