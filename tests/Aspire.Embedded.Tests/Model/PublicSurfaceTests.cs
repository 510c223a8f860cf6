using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Embedded.Tests.Model;

/// <summary>What integrations make and read by hand, as Aspire's own integrations and their tests do.</summary>
public sealed class PublicSurfaceTests : ModelTest
{
    [Fact]
    public async Task Events_MadeByHand_CarryWhatTheyAreAbout()
    {
        var api = AddProgram("api");
        var (application, _) = await StartAsync();
        var services = application.Services;
        var model = services.GetRequiredService<DistributedApplicationModel>();
        var loggers = new ResourceLoggerService();
        using var notifications = new ResourceNotificationService(NullLogger<ResourceNotificationService>.Instance, services.GetRequiredService<IHostApplicationLifetime>(), services, loggers);
        var snapshot = new CustomResourceSnapshot { ResourceType = "X", Properties = [] };

        Assert.Same(model, new BeforeStartEvent(services, model).Model);
        Assert.Same(services, new AfterResourcesCreatedEvent(services, model).Services);
        Assert.Same(services, new BeforeResourceStartedEvent(api.Resource, services).Services);
        Assert.Same(services, new ConnectionStringAvailableEvent(api.Resource, services).Services);
        Assert.Same(services, new ResourceEndpointsAllocatedEvent(api.Resource, services).Services);
        var stopped = new ResourceStoppedEvent(api.Resource, services, new ResourceEvent(api.Resource, "id", snapshot));
        Assert.Equal((services, "id"), (stopped.Services, stopped.ResourceEvent.ResourceId));
        Assert.Same(api.Resource, ResourceOf(new InitializeResourceEvent(api.Resource, Builder.Eventing, loggers, notifications, services)));

        static IResource ResourceOf<T>(T @event) where T : IDistributedApplicationResourceEvent => @event.Resource;
    }

    [Fact]
    public async Task Contexts_MadeByHand_AreWhatCallbacksGet()
    {
        var executionContext = new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish);
        Assert.Throws<InvalidOperationException>(() => executionContext.Services);

        var web = Builder.AddExecutable("web", "program", "sub", ReferenceExpression.Create($"--x={"y"}"), 5).WithHttpEndpoint(port: 1).WithUrls(context => context.Urls.Clear());
        Assert.Equal(("program", Path.Combine(Builder.AppHostDirectory, "sub")), (web.Resource.Command, web.Resource.WorkingDirectory));

        var args = new CommandLineArgsCallbackContext([], web.Resource, TimeLimit);
        var environment = new EnvironmentCallbackContext(executionContext, web.Resource, cancellationToken: TimeLimit);
        var urls = new ResourceUrlsCallbackContext(executionContext, web.Resource, [new() { Url = "x" }], TimeLimit);
        web.WithEnvironment("A", "b");
        await web.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().Single().Callback(args);
        await web.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>().Single().Callback(environment);
        await web.Resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().Single().Callback(urls);
        Assert.Equal(2, args.Args.Count);
        Assert.Equal("b", environment.EnvironmentVariables["A"]);
        Assert.Empty(urls.Urls);

        web.WithCommand("c", "C", context => Task.FromResult(new ExecuteCommandResult { Success = context.ResourceName == "web-1" }));
        var command = web.Resource.Annotations.OfType<ResourceCommandAnnotation>().Single();
        var services = new ServiceCollection().BuildServiceProvider();
        Assert.True((await command.ExecuteCommand(new ExecuteCommandContext { Services = services, ResourceName = "web-1", CancellationToken = TimeLimit, Logger = NullLogger.Instance })).Success);
        Assert.Equal(ResourceCommandState.Enabled, command.UpdateState(new UpdateCommandStateContext { Services = services, ResourceSnapshot = new() { ResourceType = "X", Properties = [] } }));
        Assert.Equal("no", CommandResults.Failure(new InvalidOperationException("no")).Message);
    }

    [Fact]
    public void Annotations_AddedAndReplaced_AreFoundByType()
    {
        var api = AddProgram("api").WithHttpEndpoint().WithAnnotation<ExplicitStartupAnnotation>().WithAnnotation(new ExplicitStartupAnnotation(), ResourceAnnotationMutationBehavior.Replace);
        Assert.True(api.Resource.TryGetAnnotationsOfType<ExplicitStartupAnnotation>(out var found));
        Assert.True(api.Resource.TryGetLastAnnotation<ExplicitStartupAnnotation>(out var last));
        Assert.Same(Assert.Single(found), last);
        Assert.True(api.Resource.TryGetEndpoints(out var endpoints));
        Assert.Single(endpoints);

        ResourceAnnotationCollection annotations = new() { last };
        foreach (var annotation in annotations)
        {
            // Readers see the list as it was when they began.
            annotations.Add(annotation);
        }

        Assert.Equal(2, annotations.Count);
        Assert.Same(api.Resource, new DistributedApplicationModel(Builder.Resources).Resources.Single());
        Assert.Throws<DistributedApplicationException>(() => new DistributedApplicationModel([api.Resource, new ExecutableResource("API", "x", ".")]));
    }

    [Fact]
    public async Task EndpointReference_MadeByHand_HasItsParts()
    {
        var web = AddProgram("web").WithHttpEndpoint();
        var annotation = web.Resource.Annotations.OfType<EndpointAnnotation>().Single();
        annotation.AllocatedEndpoint = new AllocatedEndpoint(annotation, "127.0.0.1", 81);
        var reference = new EndpointReference(web.Resource, annotation);
        var expression = new EndpointReferenceExpression(reference, EndpointProperty.HostAndPort);

        Assert.Equal(("127.0.0.1", 81, "http://127.0.0.1:81"), (annotation.AllocatedEndpoint.Address, annotation.AllocatedEndpoint.Port, annotation.AllocatedEndpoint.UriString));
        Assert.Equal(("127.0.0.1", EndpointProperty.HostAndPort), (reference.Host, expression.Property));
        Assert.Same(reference, expression.Endpoint);
        var asking = new ValueProviderContext { ExecutionContext = Builder.ExecutionContext, Network = new NetworkIdentifier(KnownNetworkIdentifiers.LocalhostNetwork.Value) };
        Assert.Equal("127.0.0.1:81", await expression.GetValueAsync(asking, TimeLimit));
        Assert.NotNull(asking.ExecutionContext);

        var builder = new ReferenceExpressionBuilder();
        builder.AppendFormatted("at ");
        builder.AppendFormatted(expression, "uri");
        Assert.Equal(["{web.bindings.http.host}:{web.bindings.http.port}"], builder.Build().ManifestExpressions);
        Assert.Equal("at 127.0.0.1%3A81", await builder.Build().GetValueAsync(asking, TimeLimit));
    }

    [Fact]
    public async Task Container_Settings_AreKept()
    {
        var directory = Path.Combine(Path.GetTempPath(), "aistack-absent");
        var container = Builder.AddContainer("c", "image").WithImageTag("1.2").WithEntrypoint("/bin/run").WithLifetime(ContainerLifetime.Persistent)
            .WithVolume("data", "/data").WithBindMount(directory, "/mnt", isReadOnly: true);
        Assert.Equal("1.2", container.Resource.Annotations.OfType<ContainerImageAnnotation>().Single().Tag);
        Assert.Equal("/bin/run", container.Resource.Entrypoint);
        Assert.Equal(
            [("data", "/data", ContainerMountType.Volume, false), (directory, "/mnt", ContainerMountType.BindMount, true)],
            container.Resource.Annotations.OfType<ContainerMountAnnotation>().Select(mount => (mount.Source, mount.Target, mount.Type, mount.IsReadOnly)));
        Assert.Throws<ArgumentException>(() => new ContainerMountAnnotation("relative", "/mnt", ContainerMountType.BindMount, isReadOnly: false));
        Assert.Equal(WaitBehavior.WaitOnResourceUnavailable, new ResourceNotificationServiceOptions().DefaultWaitBehavior);
        Assert.Equal("fixed", await Builder.AddParameter("p", new FixedDefault()).Resource.GetValueAsync(TimeLimit));
    }

    [Fact]
    public async Task Log_ByInstance_IsTheResourcesLog()
    {
        var api = AddProgram("api");
        var (application, _) = await StartAsync();
        var loggers = application.Services.GetRequiredService<ResourceLoggerService>();
        Assert.True(application.ResourceNotifications.TryGetCurrentState("api", out var state));

        loggers.GetLogger(state.ResourceId).LogInformation("by id");
        loggers.GetLogger(api.Resource).LogInformation("by resource");
        var all = await loggers.GetAllAsync(state.ResourceId).SelectMany(lines => lines).ToListAsync(TimeLimit);
        Assert.Equal(["by id", "by resource"], all.Select(line => line.Content.Split(' ', 2)[1]));

        var watching = loggers.WatchAsync(state.ResourceId).SelectMany(lines => lines).Take(2).ToListAsync(TimeLimit).AsTask();
        Assert.Equal(2, (await watching.WaitAsync(TimeLimit)).Count);
        loggers.Complete(state.ResourceId);
    }

    [Fact]
    public async Task Pipeline_CarriedOutByHand_TellsItsReporter()
    {
        var reporter = new Reporter();
        var services = new ServiceCollection().AddSingleton<IPipelineActivityReporter>(reporter).AddSingleton<IConfiguration>(Builder.Configuration).BuildServiceProvider();
        var context = new PipelineContext(new DistributedApplicationModel(Builder.Resources), Builder.ExecutionContext, services, NullLogger.Instance, CancellationToken.None) { CancellationToken = TimeLimit };
        Builder.Pipeline.AddStep("say", step =>
        {
            step.Logger.LogInformation("saying");
            step.ReportingStep.Log(LogLevel.Information, $"{step.Model.Resources.Count} {step.ExecutionContext.Operation} {ReferenceEquals(step.PipelineContext, context)} {ReferenceEquals(step.Services, step.PipelineContext.Services)}");
            Assert.Equal((context.Model, context.ExecutionContext, context.Logger), (step.PipelineContext.Model, step.PipelineContext.ExecutionContext, step.PipelineContext.Logger));
            return Task.CompletedTask;
        }, dependsOn: new[] { WellKnownPipelineSteps.PublishPrereq }, requiredBy: WellKnownPipelineSteps.Publish);

        await Builder.Pipeline.ExecuteAsync(context);
        Assert.Equal(["publish-prereq", "publish-prereq Completed", "say", "say: 0 Run True True", "say Completed", "publish", "publish Completed"], reporter.Told);
        Assert.Throws<InvalidOperationException>(() => Builder.Pipeline.AddStep(new PipelineStep { Name = "say", Action = _ => Task.CompletedTask, Description = "again" }));
    }

    private sealed class FixedDefault : ParameterDefault
    {
        public override string GetDefaultValue() => "fixed";

        public override void WriteToManifest(ManifestPublishingContext context) => context.Writer.WriteString("value", "fixed");
    }

    private sealed class Reporter : IPipelineActivityReporter
    {
        internal List<string> Told { get; } = [];

        public Task<IReportingStep> CreateStepAsync(string title, CancellationToken cancellationToken = default)
        {
            Told.Add(title);
            return Task.FromResult<IReportingStep>(new Step(title, Told));
        }

        private sealed class Step(string title, List<string> told) : IReportingStep
        {
            public void Log(LogLevel logLevel, string message) => told.Add($"{title}: {message}");

            public Task CompleteAsync(string completionText, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default)
            {
                told.Add($"{title} {completionState}");
                return Task.CompletedTask;
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
