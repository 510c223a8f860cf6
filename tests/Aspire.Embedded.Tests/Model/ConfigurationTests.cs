using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Embedded.Tests.Model;

public sealed class ConfigurationTests : ModelTest
{
    [Fact]
    public async Task Environment_OfEveryKind_ArrivesAsText()
    {
        Builder.Configuration["Parameters:api_key"] = "s3cret";
        var key = Builder.AddParameter("api-key", secret: true);
        var db = AddProgram("db").WithHttpEndpoint(port: 7777);
        AddProgram("api")
            .WithHttpEndpoint(env: "PORT")
            .WithEnvironment("PLAIN", "{{as it is}}")
            .WithEnvironment("EMPTY", default(string))
            .WithEnvironment("URL", db.GetEndpoint("http"))
            .WithEnvironment("KEY", key)
            .WithEnvironment("BOTH", $"{db.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}?k={key:uri}&{{x}}")
            .WithEnvironment(context => context.EnvironmentVariables["NUMBER"] = 1.5)
            .WithReference(db.GetEndpoint("http"))
            .WithArgs("--url", ReferenceExpression.Create($"{db.GetEndpoint("http")}/v1"))
            .WithArgs(context => context.Args.Add(key.Resource));

        var (application, engine) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Running, TimeLimit);
        var configuration = engine.Configurations["api"];

        Assert.Equal(
            [
                new ResolvedVariable("PORT", "{{target}}", false),
                new("PLAIN", "{{as it is}}", false),
                new("EMPTY", "", false),
                new("URL", "http://localhost:7777", false),
                new("KEY", "s3cret", true),
                new("BOTH", "localhost:7777?k=s3cret&{x}", true),
                new("NUMBER", "1.5", false),
                new("services__db__http__0", "http://localhost:7777", false),
                new("DB_HTTP", "http://localhost:7777", false),
            ],
            configuration.Variables);
        Assert.Equal([new ResolvedArgument("--url", false), new("http://localhost:7777/v1", false), new("s3cret", true)], configuration.Arguments);
    }

    [Fact]
    public async Task Parameter_WithoutValue_IsShownAsMissingAndStopsThoseWhoNeedIt()
    {
        var key = Builder.AddParameter("team-key", secret: true);
        AddProgram("api").WithEnvironment("KEY", key);

        var (application, _) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.FailedToStart, TimeLimit);

        Assert.True(application.ResourceNotifications.TryGetCurrentState("team-key", out var state));
        Assert.Equal(new ResourceStateSnapshot(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Warn), state.Snapshot.State);
        Assert.Contains(state.Snapshot.Properties, property => property is { Name: "Value", Value: string text } && text.Contains("Parameters__team_key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parameter_WithValue_IsRunningAndReadyAndMasked()
    {
        Builder.AddParameter("team-key", "abc", secret: true);

        var (application, _) = await StartAsync();
        var healthy = await application.ResourceNotifications.WaitForResourceHealthyAsync("team-key", TimeLimit);
        Assert.Contains(new ResourcePropertySnapshot("Value", "abc") { IsSensitive = true }, healthy.Snapshot.Properties);
    }

    [Fact]
    public async Task GeneratedParameter_HasTheAskedCharacters_AndStaysTheSame()
    {
        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(Builder, "db-password", special: false, minNumeric: 3);
        var value = await password.GetValueAsync(TimeLimit);

        Assert.NotNull(value);
        Assert.Equal(22, value.Length);
        Assert.True(value.Count(char.IsAsciiDigit) >= 3, value);
        Assert.All(value, c => Assert.True(char.IsAsciiLetterOrDigit(c)));
        Assert.True(password.Secret);
        Assert.Equal(value, Builder.Configuration["Parameters:db-password"]);
    }

    [Fact]
    public async Task Urls_OfEndpointsAndCallbacks_AreShownInOrder()
    {
        AddProgram("web").WithHttpEndpoint(port: 7070)
            .WithUrlForEndpoint("http", url => (url.DisplayText, url.Url) = ("Home", "/home"))
            .WithUrl("https://example.com/", "Docs");

        var (application, _) = await StartAsync();
        var running = await application.ResourceNotifications.WaitForResourceAsync("web", change => change.Snapshot.State?.Text == KnownResourceStates.Running, TimeLimit);
        Assert.Equal(
            [("http", "http://localhost:7070/home", "Home"), (null, "https://example.com/", "Docs")],
            running.Snapshot.Urls.OrderByDescending(url => url.DisplayProperties.SortOrder).Select(url => (url.Name, url.Url, url.DisplayProperties.DisplayName)));
    }

    [Fact]
    public async Task Relationships_OfReferencesWaitsAndParents_AreInTheSnapshot()
    {
        var server = AddProgram("server").WithHttpEndpoint();
        var part = AddProgram("part").WithParentRelationship(server);
        AddProgram("api").WithReference(server.GetEndpoint("http")).WaitFor(part);

        var (application, _) = await StartAsync();
        await application.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Running, TimeLimit);
        Assert.True(application.ResourceNotifications.TryGetCurrentState("api", out var api));
        Assert.True(application.ResourceNotifications.TryGetCurrentState("part", out var child));

        Assert.Equal([new RelationshipSnapshot("server", "Reference"), new("part", "WaitFor")], api.Snapshot.Relationships);
        Assert.Contains(new ResourcePropertySnapshot("resource.parentName", server.Resource.GetInstanceId()), child.Snapshot.Properties);
    }

    [Fact]
    public async Task Start_HealthCheckNobodyRegistered_SaysWhichResourceNamesIt()
    {
        AddProgram("api").WithHealthCheck("nobody");
        var application = await Builder.BuildAsync(TimeLimit);
        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.StartAsync(TimeLimit));
        Assert.Contains("'api' names 'nobody'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LifecycleCommands_FollowTheState()
    {
        var api = AddProgram("api");
        var stopped = new TaskCompletionSource<ResourceStoppedEvent>();
        api.OnResourceStopped((_, @event, _) =>
        {
            stopped.TrySetResult(@event);
            return Task.CompletedTask;
        });

        var (application, _) = await StartAsync();
        var running = await application.ResourceNotifications.WaitForResourceHealthyAsync("api", TimeLimit);
        Assert.Equal([("start", ResourceCommandState.Hidden), ("stop", ResourceCommandState.Enabled), ("restart", ResourceCommandState.Enabled)], StatesOf(running));

        Assert.True((await application.ResourceCommands.ExecuteCommandAsync("api", "stop", TimeLimit)).Success);
        var ended = await application.ResourceNotifications.WaitForResourceAsync("api", change => change.Snapshot.State?.Text == KnownResourceStates.Finished, TimeLimit);
        Assert.Equal([("start", ResourceCommandState.Enabled), ("stop", ResourceCommandState.Hidden), ("restart", ResourceCommandState.Disabled)], StatesOf(ended));
        Assert.Equal(KnownResourceStates.Finished, (await stopped.Task.WaitAsync(TimeLimit)).ResourceEvent.Snapshot.State?.Text);

        var unknown = await application.ResourceCommands.ExecuteCommandAsync(api.Resource, "dance", TimeLimit);
        Assert.Equal((false, "Command 'dance' not available for resource 'api'."), (unknown.Success, unknown.Message));

        static IEnumerable<(string, ResourceCommandState)> StatesOf(ResourceEvent change) => change.Snapshot.Commands.Select(command => (command.Name, command.State));
    }

    [Fact]
    public async Task Stop_OfTheApplication_StopsTheEngine()
    {
        AddProgram("api");
        var (application, engine) = await StartAsync();
        await application.StopAsync(TimeLimit);
        Assert.True(engine.IsStopped);
        Assert.NotNull(application.Services.GetRequiredService<DistributedApplicationModel>());
    }
}
