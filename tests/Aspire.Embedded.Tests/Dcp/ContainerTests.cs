using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Embedded.Tests.Dcp;

/// <summary>Against a real container engine.</summary>
[Collection("containers")]
public sealed class ContainerTests(TinyImage image, ITestOutputHelper output)
{
    [Fact]
    public async Task Start_WebServer_HasItsPortFilesVariablesMountsAndLog()
    {
        var name = await image.NameAsync();
        var shared = Directory.CreateTempSubdirectory("container-tests-");
        var volume = $"aistack-tests-{Guid.NewGuid():N}";
        try
        {
            await File.WriteAllTextAsync(Path.Combine(shared.FullName, "shared.txt"), "from this machine", TestContext.Current.CancellationToken);
            IResourceBuilder<ContainerResource>? web = null;
            var clock = Stopwatch.StartNew();
            await using var app = await RunningApp.StartAsync(builder => web = builder.AddContainer("web", name)
                .WithImagePullPolicy(ImagePullPolicy.Never)
                .WithEntrypoint("/bin/sh")
                .WithArgs("-c", "echo \"$GREETING\"; echo trouble >&2; ls -l /www; echo kept > /data/kept; exec httpd -f -p 80 -h /www")
                .WithEnvironment("GREETING", "hello from inside")
                .WithVolume(volume, "/data")
                .WithBindMount(shared.FullName, "/www/shared", isReadOnly: true)
                .WithContainerFiles("/www", [
                    new ContainerFile { Name = "index.html", Contents = "<p>hi</p>", Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead },
                    new ContainerDirectory { Name = "sub", Entries = [new ContainerFile { Name = "page.html", Contents = "deep" }] },
                ])
                .WithContainerRuntimeArgs("--init", "--memory", "64m")
                .WithHttpEndpoint(targetPort: 80));
            var snapshot = await app.UntilAsync("web", KnownResourceStates.Running);
            output.WriteLine($"running after {clock.ElapsedMilliseconds} ms");

            using var http = new HttpClient { BaseAddress = new Uri(web!.GetEndpoint("http").Url), Timeout = TimeSpan.FromSeconds(10) };
            Assert.Equal("<p>hi</p>", await http.GetStringAsync("/index.html", app.Limit));
            Assert.Equal("deep", await http.GetStringAsync("/sub/page.html", app.Limit));
            Assert.Equal("from this machine", await http.GetStringAsync("/shared/shared.txt", app.Limit));
            Assert.False((await app.LineAsync(web!.Resource, "hello from inside")).IsErrorMessage);
            Assert.True((await app.LineAsync(web!.Resource, "trouble")).IsErrorMessage);
            Assert.Contains("-r--r--r--", (await app.LineAsync(web!.Resource, "index.html")).Content, StringComparison.Ordinal);

            var id = (string)snapshot.Properties.Single(property => property.Name == "container.id").Value!;
            Assert.Equal("67108864", await TinyImage.RunAsync("docker", ["inspect", "--format", "{{.HostConfig.Memory}}", id]));
            Assert.Equal(["GREETING"], snapshot.EnvironmentVariables.Select(variable => variable.Name));
            Assert.Equal(["volume", "bind"], snapshot.Volumes.Select(mount => mount.MountType));
            var network = await TinyImage.RunAsync("docker", ["inspect", "--format", "{{range $name, $network := .NetworkSettings.Networks}}{{$name}}{{end}}", id]);

            clock.Restart();
            await app.StopAsync();
            output.WriteLine($"stopped after {clock.ElapsedMilliseconds} ms");
            Assert.Empty(await TinyImage.RunAsync("docker", ["ps", "--all", "--quiet", "--no-trunc", "--filter", $"id={id}"]));
            Assert.Empty(await TinyImage.RunAsync("docker", ["network", "ls", "--quiet", "--filter", $"name={network}"]));
            Assert.NotEmpty(await TinyImage.RunAsync("docker", ["volume", "ls", "--quiet", "--filter", $"name={volume}"]));
        }
        finally
        {
            shared.Delete(recursive: true);
            await TinyImage.RunAsync("docker", ["volume", "rm", "--force", volume]);
        }
    }

    [Fact]
    public async Task Start_TwoContainers_ReachEachOtherByNameAndAlias()
    {
        var name = await image.NameAsync();
        IResourceBuilder<ContainerResource>? caller = null;
        await using var app = await RunningApp.StartAsync(builder =>
        {
            var web = builder.AddContainer("web", name).WithImagePullPolicy(ImagePullPolicy.Never).WithContainerNetworkAlias("pages").WithContainerRuntimeArgs("--init")
                .WithEntrypoint("/bin/sh").WithArgs("-c", "echo page > /www/index.html; exec httpd -f -p 80 -h /www").WithHttpEndpoint(targetPort: 80);
            caller = builder.AddContainer("caller", name).WithImagePullPolicy(ImagePullPolicy.Never).WithEnvironment("WEB", web.GetEndpoint("http")).WithContainerRuntimeArgs("--init").WaitForStart(web)
                .WithEntrypoint("/bin/sh").WithArgs("-c", "echo \"web is at $WEB\"; for name in web web.dev.internal pages; do echo \"$name says $(wget -qO- http://$(getent hosts $name | cut -d' ' -f1)/)\"; done; exit 5");
        });

        await app.LineAsync(caller!.Resource, "web is at http://web.dev.internal:80");
        foreach (var host in new[] { "web", "web.dev.internal", "pages" })
        {
            await app.LineAsync(caller.Resource, $"{host} says page");
        }

        var ended = await app.UntilAsync("caller", KnownResourceStates.Exited);
        Assert.Equal(5, ended.ExitCode);
    }

    [Fact]
    public async Task Start_ImageThatIsNotThere_FailsWithTheEnginesReasonInTheLog()
    {
        await image.NameAsync();
        IResourceBuilder<ContainerResource>? missing = null;
        await using var app = await RunningApp.StartAsync(builder => missing = builder.AddContainer("missing", "aistack-tests/none", "1").WithImagePullPolicy(ImagePullPolicy.Never));

        await app.UntilAsync("missing", KnownResourceStates.FailedToStart);

        await app.LineAsync(missing!.Resource, "aistack-tests/none:1");
    }

    [Fact]
    public async Task Stop_RunningContainer_RemovesItAndARestartHasTheSameAddress()
    {
        var name = await image.NameAsync();
        IResourceBuilder<ContainerResource>? web = null;
        await using var app = await RunningApp.StartAsync(builder => web = builder.AddContainer("web", name).WithImagePullPolicy(ImagePullPolicy.Never).WithContainerRuntimeArgs("--init")
            .WithEntrypoint("/bin/sh").WithArgs("-c", "hostname > /www/index.html; exec httpd -f -p 80 -h /www").WithHttpEndpoint(targetPort: 80));
        await app.UntilAsync("web", KnownResourceStates.Running);
        using var http = new HttpClient { BaseAddress = new Uri(web!.GetEndpoint("http").Url), Timeout = TimeSpan.FromSeconds(10) };
        var first = await http.GetStringAsync("/", app.Limit);

        await app.Engine.StopResourceAsync(RunningApp.IdOf(web!.Resource), app.Limit);
        await app.UntilAsync("web", KnownResourceStates.Exited);
        await app.Engine.StartResourceAsync(RunningApp.IdOf(web!.Resource), app.Limit);
        await app.UntilAsync("web", KnownResourceStates.Running);

        Assert.NotEqual(first, await http.GetStringAsync("/", app.Limit));
    }
}
