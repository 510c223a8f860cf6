using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Embedded.Tests.Model;

public sealed class BuilderTests : ModelTest
{
    [Fact]
    public async Task Reference_ToAConnectionString_InjectsItAndItsParts()
    {
        Builder.Configuration["Parameters:key"] = "k&y";
        var key = Builder.AddParameter("key", secret: true);
        var store = Builder.AddResource(new StoreResource("vector-store", key.Resource)).WithHttpEndpoint(port: 6333);
        AddProgram("named").WithReference(store, connectionName: "my-store");
        AddProgram("plain").WithReference(store, connectionName: "");

        var (application, engine) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("named", KnownResourceStates.Running, TimeLimit);
        await application.ResourceNotifications.WaitForResourceAsync("plain", KnownResourceStates.Running, TimeLimit);

        Assert.Equal(
            [("ConnectionStrings__my-store", "Endpoint=http://localhost:6333;Key=k%26y", true), ("MY_STORE_URI", "http://localhost:6333", false)],
            engine.Configurations["named"].Variables.Select(v => (v.Name, v.Value, v.IsSecret)));
        Assert.Contains(engine.Configurations["plain"].Variables, v => v is { Name: "URI", Value: "http://localhost:6333" });
        Assert.Equal("Endpoint=http://localhost:6333;Key=k%26y", await application.GetConnectionStringAsync("vector-store", TimeLimit));
        Assert.Equal(new Uri("http://localhost:6333/"), application.CreateHttpClient("vector-store").BaseAddress);
    }

    [Fact]
    public async Task Callbacks_SeeTheResourceAndTheContext()
    {
        AddProgram("api")
            .WithEnvironment("EXPRESSION", ReferenceExpression.Create($"a{"b"}"))
            .WithEnvironment(async context =>
            {
                await Task.Yield();
                context.Logger.LogInformation("setting variables");
                context.CancellationToken.ThrowIfCancellationRequested();
                context.EnvironmentVariables["ME"] = $"{context.Resource.Name} {context.ExecutionContext.Operation} {context.ExecutionContext.IsPublishMode}";
            })
            .WithArgs(async context =>
            {
                await Task.Yield();
                context.Logger.LogInformation("adding arguments");
                context.CancellationToken.ThrowIfCancellationRequested();
                context.Args.Add($"--name={context.Resource.Name}-{context.ExecutionContext.IsRunMode}");
            });

        var (application, engine) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Running, TimeLimit);
        Assert.Equal(["EXPRESSION=ab", "ME=api Run False"], engine.Configurations["api"].Variables.Select(v => $"{v.Name}={v.Value}"));
        Assert.Equal("--name=api-True", Assert.Single(engine.Configurations["api"].Arguments).Value);
    }

    [Fact]
    public async Task Command_OfItsOwn_GetsItsContextAndTellsWhatBecameOfIt()
    {
        var api = AddProgram("api").WithCommand(
            "greet",
            "Greet",
            context =>
            {
                context.Logger.LogInformation("greeting");
                var known = context.Services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(context.ResourceName, out var state);
                return Task.FromResult(known ? CommandResults.Success($"Hello {state!.Resource.Name}") : CommandResults.Failure());
            },
            new CommandOptions
            {
                Description = "Says hello",
                ConfirmationMessage = "Really?",
                IconName = "Hand",
                IconVariant = IconVariant.Filled,
                IsHighlighted = true,
                UpdateState = context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running && context.Services is not null ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            });
        api.WithCommand("fail", "Fail", _ => throw new InvalidOperationException("it broke"));
        api.WithCommand("give-up", "Give up", _ => Task.FromResult(CommandResults.Canceled()));

        var (application, _) = await StartAsync();
        var running = await application.ResourceNotifications.WaitForResourceHealthyAsync("api", TimeLimit);
        Assert.Contains(
            new ResourceCommandSnapshot("greet", ResourceCommandState.Enabled, "Greet", "Says hello", null, "Really?", "Hand", IconVariant.Filled, true),
            running.Snapshot.Commands);

        var greeted = await application.ResourceCommands.ExecuteCommandAsync("api", "greet", TimeLimit);
        Assert.Equal((true, "Hello api"), (greeted.Success, greeted.Message));
        var failed = await application.ResourceCommands.ExecuteCommandAsync("api", "fail", TimeLimit);
        Assert.Equal((false, "it broke"), (failed.Success, failed.Message));
        Assert.True((await application.ResourceCommands.ExecuteCommandAsync("api", "give-up", TimeLimit)).Canceled);
    }

    [Fact]
    public async Task Urls_OfEveryKind_AreShownWhereTheyAreMeantTo()
    {
        var web = AddProgram("web").WithHttpEndpoint(port: 7171);
        web.WithUrl($"{web.GetEndpoint("http")}/docs", "Docs")
            .WithUrls(context => context.Urls.Single(url => url.Endpoint == null || url.Endpoint.EndpointName == "http" && url.DisplayText is null).DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithUrls(async context =>
            {
                await Task.Yield();
                Assert.True(context.ExecutionContext.IsRunMode);
                context.CancellationToken.ThrowIfCancellationRequested();
                context.Logger.LogInformation("{Count} URLs", context.Urls.Count);
                context.Urls.Add(new ResourceUrlAnnotation { Url = "/own", Endpoint = context.GetEndpoint("http"), DisplayText = context.Resource.Name });
            });

        var (application, _) = await StartAsync();
        var running = await application.ResourceNotifications.WaitForResourceAsync("web", change => change.Snapshot.State?.Text == KnownResourceStates.Running, TimeLimit);
        Assert.Equal(
            [("http://localhost:7171", "", true), ("http://localhost:7171/docs", "Docs", false), ("http://localhost:7171/own", "web", false)],
            running.Snapshot.Urls.Select(url => (url.Url, url.DisplayProperties.DisplayName, url.IsInternal)));
    }

    [Fact]
    public async Task Relationships_OfEveryKind_AreShownOnce()
    {
        var a = AddProgram("a");
        var b = AddProgram("b");
        AddProgram("c").WithRelationship(a, "Uses").WithRelationship(a.Resource, "Uses").WithReferenceRelationship(b).WithParentRelationship(a.Resource).WithHidden().WithIconName("Beaker", IconVariant.Regular);

        var (application, _) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("c", KnownResourceStates.Running, TimeLimit);
        Assert.True(application.ResourceNotifications.TryGetCurrentState("c", out var c));
        Assert.Equal([new RelationshipSnapshot("a", "Uses"), new("b", "Reference"), new("a", "Parent")], c.Snapshot.Relationships);
        Assert.Equal((true, "Beaker", IconVariant.Regular), (c.Snapshot.IsHidden, c.Snapshot.IconName, c.Snapshot.IconVariant));
    }

    [Fact]
    public void Endpoint_ChangedLater_KeepsItsReferences()
    {
        var web = AddProgram("web").WithHttpEndpoint();
        var reference = web.GetEndpoint("http");
        web.WithEndpoint("HTTP", endpoint =>
        {
            endpoint.Port = 1234;
            endpoint.TargetPort = 4321;
            endpoint.IsProxied = false;
            endpoint.UriScheme = "https";
        }).WithExternalHttpEndpoints().WithEndpoint("absent", _ => Assert.Fail("There is no such endpoint."), createIfNotExists: false);

        Assert.Same(web.Resource, reference.Resource);
        Assert.True(reference is { Exists: true, IsHttps: true, IsHttp: false, TargetPort: 4321, Scheme: "https", EndpointName: "http" });
        Assert.True(reference.EndpointAnnotation is { IsExternal: true, TlsEnabled: true, IsExplicitlyProxied: false, Transport: "http", TargetHost: "localhost", Protocol: System.Net.Sockets.ProtocolType.Tcp });
    }

    [Fact]
    public void CreateResourceBuilder_ByName_FindsTheResourceOrSaysWhatIsWrong()
    {
        var api = AddProgram("api");
        Assert.Same(api.Resource, Builder.CreateResourceBuilder<ExecutableResource>("API").Resource);
        Assert.True(Builder.TryCreateResourceBuilder<IResourceWithEndpoints>("api", out var found));
        Assert.Same(api.Resource, found.Resource);
        Assert.False(Builder.TryCreateResourceBuilder<ContainerResource>("api", out _));
        Assert.Equal("Resource 'nobody' was not found.", Assert.Throws<InvalidOperationException>(() => Builder.CreateResourceBuilder<IResource>("nobody")).Message);
        Assert.Contains("cannot be cast", Assert.Throws<InvalidOperationException>(() => Builder.CreateResourceBuilder<ContainerResource>("api")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameter_WithDefault_IsGeneratedOnceAndConfigurationComesFirst()
    {
        var generated = new GenerateParameterDefault { MinLength = 30, Lower = false, Upper = true, Numeric = true, Special = false, MinUpper = 2, MinNumeric = 2, MinLower = 0, MinSpecial = 0 };
        var key = Builder.AddParameter("key", generated, secret: true);
        var value = await key.Resource.GetValueAsync(TimeLimit);
        Assert.Equal(value, await key.Resource.GetValueAsync(TimeLimit));
        Assert.Matches("^[A-Z0-9]{30}$", value);
        Assert.Same(generated, key.Resource.Default);

        Builder.Configuration["Parameters:given"] = "from outside";
        Assert.Equal("from outside", await ParameterResourceBuilderExtensions.CreateGeneratedParameter(Builder, "given", secret: false, generated).GetValueAsync(TimeLimit));
        await Assert.ThrowsAsync<MissingParameterValueException>(async () => await Builder.AddParameter("missing").Resource.GetValueAsync(TimeLimit));
    }

    [Fact]
    public async Task DefaultWaitBehavior_SetByTheApplication_IsTaken()
    {
        Builder.Services.Configure<ResourceNotificationServiceOptions>(options => options.DefaultWaitBehavior = WaitBehavior.WaitOnResourceUnavailable);
        var broken = AddProgram("broken").OnBeforeResourceStarted((_, _, _) => throw new DistributedApplicationException("no"));
        AddProgram("api").WaitFor(broken);

        var (application, _) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("broken", KnownResourceStates.FailedToStart, TimeLimit);
        await Task.Delay(200, TimeLimit);
        Assert.True(application.ResourceNotifications.TryGetCurrentState("api", out var api));
        Assert.Equal(KnownResourceStates.Waiting, api.Snapshot.State?.Text);
        await Assert.ThrowsAsync<DistributedApplicationException>(() => application.ResourceNotifications.WaitForResourceHealthyAsync("broken", WaitBehavior.StopOnResourceUnavailable, TimeLimit));
    }

    [Fact]
    public async Task SelfDrivenResource_ThatWaits_WaitsForItsDependencies()
    {
        var db = AddProgram("db").WithExplicitStart();
        Builder.AddResource(new JobResource("job")).WaitFor(db).ExcludeFromManifest().OnInitializeResource(async (job, e, token) =>
        {
            e.Logger.LogInformation("waiting");
            await e.Notifications.WaitForDependenciesAsync(job, token);
            await e.Eventing.PublishAsync(new BeforeResourceStartedEvent(job, e.Services), token);
            await e.Notifications.PublishUpdateAsync(job, snapshot => snapshot with { State = new ResourceStateSnapshot("Working", KnownResourceStateStyles.Info) });
        });

        var (application, _) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("job", KnownResourceStates.Waiting, TimeLimit);
        await application.ResourceCommands.ExecuteCommandAsync("db", KnownResourceCommands.StartCommand, TimeLimit);
        await application.ResourceNotifications.WaitForResourceAsync("job", "Working", TimeLimit);
    }

    private sealed class JobResource(string name) : Resource(name), IResourceWithWaitSupport;

    private sealed class StoreResource(string name, ParameterResource key) : ExecutableResource(name, "store", "."), IResourceWithConnectionString
    {
        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Endpoint={this.GetEndpoint("http")};Key={key:uri}");

        public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() => [new("Uri", ReferenceExpression.Create($"{this.GetEndpoint("http")}"))];
    }
}
