using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Aspire.Embedded.Tests.Model;

/// <summary>A model on a <see cref="FakeEngine"/>, and the time a test may take.</summary>
public abstract class ModelTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _timeLimit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    protected ModelTest()
    {
        _timeLimit.CancelAfter(TimeSpan.FromSeconds(20));
        Builder = DistributedApplicationTestingBuilder.Create();
        FakeEngine.ReplaceDcpIn(Builder);
    }

    protected CancellationToken TimeLimit => _timeLimit.Token;

    protected IDistributedApplicationTestingBuilder Builder { get; }

    public async ValueTask DisposeAsync()
    {
        await Builder.DisposeAsync();
        _timeLimit.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<(DistributedApplication Application, FakeEngine Engine)> StartAsync()
    {
        var application = await Builder.BuildAsync(TimeLimit);
        await application.StartAsync(TimeLimit);
        return (application, FakeEngine.Of(application));
    }

    protected IResourceBuilder<ExecutableResource> AddProgram(string name) => Builder.AddExecutable(name, "program", ".");
}
