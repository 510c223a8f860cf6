using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Embedded.Tests.Dcp;

/// <summary>A container as components describe theirs: configured by files and variables, after a job that has ended, and used once it is ready.</summary>
[Collection("containers")]
public sealed class ConfiguredContainerTests(TinyImage image)
{
    [Fact]
    public async Task Start_ServerAfterItsJob_HasFilesAndVariablesMadeOfOtherResources_AndTellsWhenItIsReady()
    {
        var name = await image.NameAsync();
        var ready = new TaskCompletionSource<string>();
        IResourceBuilder<ContainerResource>? server = null;
        IResourceBuilder<ParameterResource>? password = null;
        await using var app = await RunningApp.StartAsync(builder =>
        {
            password = builder.AddParameter("password", new GenerateParameterDefault { MinLength = 30, Special = false }, secret: true, persist: true);
            var job = Tiny(builder, "job").WithArgs("-c", "sleep 1; echo migrated");
            server = Tiny(builder, "server")
                .WithHttpEndpoint(targetPort: 80, name: "http")
                .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ("/settings/app.conf", "Settings"))
                .WithHttpHealthCheck("/settings/app.conf", endpointName: "http")
                .WithContainerFiles("/www", Files)
                .WithEnvironment("PASSWORD", password)
                .WithArgs("-c", "sleep 1; echo \"$DATABASE\"; exec httpd -f -p 80 -h /www")
                .WaitForCompletion(job)
                .OnResourceReady(async (resource, _, cancelled) =>
                {
                    using var http = new HttpClient { BaseAddress = new Uri(resource.GetEndpoint("http").Url) };
                    ready.SetResult(await http.GetStringAsync("/settings/app.conf", cancelled));
                });
            server.WithEnvironment("DATABASE", ReferenceExpression.Create($"postgresql://user:{password.Resource:uri}@{server.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}/chat"));
        });

        var secret = await password!.Resource.GetValueAsync(app.Limit);
        Assert.Equal($"password = {secret}\n", await ready.Task.WaitAsync(app.Limit));
        await app.LineAsync(server!.Resource, $"postgresql://user:{secret}@server.dev.internal:80/chat");
        var shown = await app.UntilAsync("server", snapshot => snapshot.Urls.Any(url => url.DisplayProperties.DisplayName == "Settings"));
        Assert.EndsWith("/settings/app.conf", shown.Urls.Single(url => url.DisplayProperties.DisplayName == "Settings").Url, StringComparison.Ordinal);
        var job = await app.UntilAsync("job", KnownResourceStates.Exited);
        Assert.Equal(0, job.ExitCode);
        Assert.True(job.StopTimeStamp <= (await app.UntilAsync("server", KnownResourceStates.Running)).StartTimeStamp, "The server has not waited for its job.");

        IResourceBuilder<ContainerResource> Tiny(IDistributedApplicationBuilder builder, string resource) =>
            builder.AddContainer(resource, name).WithImagePullPolicy(ImagePullPolicy.Never).WithContainerRuntimeArgs("--init").WithEntrypoint("/bin/sh");

        // Asked when the container starts, so that values which are only known then can be written into files.
        async Task<IEnumerable<ContainerFileSystemItem>> Files(ContainerFileSystemCallbackContext context, CancellationToken cancelled) =>
            [new ContainerDirectory { Name = "settings", Entries = [new ContainerFile { Name = "app.conf", Contents = $"password = {await password!.Resource.GetValueAsync(cancelled)}\n" }] }];
    }
}
