using AiStack.Core;

namespace AiStack.Cli.Tests;

/// <summary>What is done with a stack file that changes while it runs.</summary>
public sealed class StackFileWatchTests : IDisposable
{
    private const string Stack = """
        apiVersion: aistack/v1
        name: watched
        components:
          redis: { kind: redis }

        """;

    private readonly Aistack _aistack = new();

    [Fact]
    public async Task Change_ThatCouldNotBeFollowed_IsTriedAgain()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stopping.CancelAfter(TimeSpan.FromSeconds(40));
        _aistack.Write("stack.yaml", Stack);
        var watch = new StackFileWatch(Path.Combine(_aistack.Directory, "stack.yaml"), environment: null);
        Assert.Equal(0, watch.Read().Errors);
        var (tries, followed) = (new List<Stack>(), new TaskCompletionSource());
        var watching = watch.RunAsync(
            async stack =>
            {
                tries.Add(stack);
                if (tries.Count < 2)
                {
                    throw new IOException("No space left on device");
                }

                followed.SetResult();
                await Task.Delay(Timeout.Infinite, stopping.Token);
                throw new InvalidOperationException("It is over.");
            },
            stopping.Token);

        _aistack.Write("stack.yaml", Stack.Replace("components:", "domain: example.com\ncomponents:", StringComparison.Ordinal));
        await followed.Task.WaitAsync(stopping.Token);

        Assert.Same(tries[0], tries[1]);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    public void Dispose() => _aistack.Dispose();
}
