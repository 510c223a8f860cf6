using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Embedded.Tests.Model;

public sealed class EventTests : ModelTest
{
    [Fact]
    public async Task Start_OfAServerAndItsPart_RaisesTheEventsInAspiresOrder()
    {
        var order = new List<string>();
        var ready = new TaskCompletionSource();
        var server = Builder.AddResource(new ServerResource("server")).WithHttpEndpoint();
        var part = Builder.AddResource(new PartResource("part", server.Resource));
        Builder.OnBeforeStart((e, _) => Note($"BeforeStart of {e.Model.Resources.Count}"));
        server
            .OnResourceEndpointsAllocated((r, e, _) => Note($"EndpointsAllocated {r.GetEndpoint("http").Scheme} {ReferenceEquals(r, e.Resource)}"))
            .OnBeforeResourceStarted((_, _, _) => Note("BeforeResourceStarted"))
            .OnResourceReady(async (_, e, _) =>
            {
                await Note($"Ready {e.Services is not null}");
                ready.TrySetResult();
            });
        var connected = new TaskCompletionSource<string?>();
        Builder.Eventing.Subscribe<ConnectionStringAvailableEvent>(part.Resource, async (e, token) => connected.TrySetResult(await ((PartResource)e.Resource).ConnectionStringExpression.GetValueAsync(token)));
        var created = new TaskCompletionSource<DistributedApplicationModel>();
        Builder.Eventing.Subscribe<AfterResourcesCreatedEvent>((e, _) =>
        {
            created.SetResult(e.Model);
            return Task.CompletedTask;
        });

        await StartAsync();
        await ready.Task.WaitAsync(TimeLimit);

        Assert.Equal(["BeforeStart of 2", "EndpointsAllocated http True", "BeforeResourceStarted", "Ready True"], order);
        Assert.Equal(2, (await created.Task.WaitAsync(TimeLimit)).Resources.Count);
        Assert.Matches("^http://localhost:[0-9]+/part$", await connected.Task.WaitAsync(TimeLimit));

        Task Note(string text)
        {
            lock (order)
            {
                order.Add(text);
            }

            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Unsubscribe_Subscriber_IsToldNothingMore()
    {
        var told = 0;
        var subscription = Builder.Eventing.Subscribe<ResourceReadyEvent>((_, _) =>
        {
            told++;
            return Task.CompletedTask;
        });
        var ready = new ResourceReadyEvent(AddProgram("api").Resource, new ServiceCollection().BuildServiceProvider());

        await Builder.Eventing.PublishAsync(ready, TimeLimit);
        Builder.Eventing.Unsubscribe(subscription);
        await Builder.Eventing.PublishAsync(ready, EventDispatchBehavior.BlockingConcurrent, TimeLimit);
        Assert.Equal(1, told);
    }

    [Theory]
    [InlineData(EventDispatchBehavior.BlockingSequential, true)]
    [InlineData(EventDispatchBehavior.BlockingConcurrent, true)]
    [InlineData(EventDispatchBehavior.NonBlockingSequential, false)]
    [InlineData(EventDispatchBehavior.NonBlockingConcurrent, false)]
    public async Task PublishAsync_EachBehavior_WaitsOrNot(EventDispatchBehavior behavior, bool waits)
    {
        var finish = new TaskCompletionSource();
        Builder.Eventing.Subscribe<ResourceReadyEvent>((_, _) => finish.Task);
        var ready = new ResourceReadyEvent(AddProgram("api").Resource, new ServiceCollection().BuildServiceProvider());

        var publishing = Builder.Eventing.PublishAsync(ready, behavior, TimeLimit);
        Assert.Equal(!waits, publishing.IsCompleted);
        finish.SetResult();
        await publishing.WaitAsync(TimeLimit);
    }

    private sealed class ServerResource(string name) : ExecutableResource(name, "server", "."), IResourceWithConnectionString
    {
        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{this.GetEndpoint("http")}");
    }

    private sealed class PartResource(string name, ServerResource parent) : Resource(name), IResourceWithParent<ServerResource>, IResourceWithConnectionString
    {
        public ServerResource Parent => parent;

        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Parent.ConnectionStringExpression}/{Name}");
    }
}
