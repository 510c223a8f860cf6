using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Embedded.Tests.Model;

public sealed class TestingBuilderTests
{
    private static CancellationToken TimeLimit => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_AppHost_GivesItsModelBeforeItIsBuilt()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Model_AppHost>(["--model", "note"], TimeLimit);
        Assert.Equal(["greeting", "note"], builder.Resources.Select(resource => resource.Name));
        Assert.EndsWith("Model.AppHost", builder.AppHostDirectory, StringComparison.Ordinal);

        builder.AddParameter("added", "by the test");
        await using var application = await builder.BuildAsync(TimeLimit);
        await application.StartAsync(TimeLimit);

        await application.ResourceNotifications.WaitForResourceHealthyAsync("note", TimeLimit).WaitAsync(TimeSpan.FromSeconds(10), TimeLimit);
        Assert.Equal(3, application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Count);
    }

    [Fact]
    public async Task CreateAsync_Twice_RunsTwoApplicationsSideBySide()
    {
        await using var first = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Model_AppHost>(["--model", "note"], TimeLimit);
        await using var second = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Model_AppHost>(TimeLimit);
        await using var firstApplication = await first.BuildAsync(TimeLimit);
        await using var secondApplication = await second.BuildAsync(TimeLimit);
        await Task.WhenAll(firstApplication.StartAsync(TimeLimit), secondApplication.StartAsync(TimeLimit)).WaitAsync(TimeSpan.FromSeconds(10), TimeLimit);

        Assert.True(first.Resources.TryGetByName("NOTE", out _));
        Assert.False(second.Resources.TryGetByName("note", out _));
    }

    [Fact]
    public async Task CreateAsync_Options_CanBeChangedByTheTest()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Model_AppHost>(
            ["--model", "note"],
            (options, settings) =>
            {
                options.DisableDashboard = false;
                options.EnableResourceLogging = false;
                settings.EnvironmentName = "Staging";
            },
            TimeLimit);

        Assert.Equal("Staging", builder.Environment.EnvironmentName);
        Assert.Equal("true", builder.Configuration["DcpPublisher:RandomizePorts"]);
    }

    [Fact]
    public async Task CreateAsync_AppHostFails_GivesItsException()
    {
        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.Model_AppHost>(["--model", "duplicate"], TimeLimit));
        Assert.Contains("'Greeting'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_AppHostBuildsNothing_SaysSo()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.Model_AppHost>(["--model", "no-app"], TimeLimit));
        Assert.Contains("without building an application", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposeAsync_NeverBuilt_EndsTheAppHostsCode()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Model_AppHost>(TimeLimit);
        await builder.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), TimeLimit);
    }

    [Fact]
    public async Task DisposeAsync_AppHostFailedAfterBuild_SaysSo()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Model_AppHost>(["--model", "fails-late"], TimeLimit);
        await builder.BuildAsync(TimeLimit);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => builder.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), TimeLimit));
        Assert.Contains("too late", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetEndpoint_BeforeStart_Throws()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("web", "web", ".").WithHttpEndpoint();
        await using var application = await builder.BuildAsync(TimeLimit);
        Assert.Throws<InvalidOperationException>(() => application.GetEndpoint("web"));
    }
}
