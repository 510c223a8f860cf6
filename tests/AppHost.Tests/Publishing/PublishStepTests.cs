using System.Diagnostics;

namespace AppHost.Tests.Publishing;

/// <summary><c>--operation publish --step publish</c>, up to whoever writes the files.</summary>
public sealed class PublishStepTests : IDisposable
{
    private static readonly string[] s_publish = ["--operation", "publish", "--step", "publish", "--Text:Publisher", "true"];

    private readonly PublishingAppHost _appHost = new();

    public void Dispose() => _appHost.Dispose();

    [Fact]
    public async Task Publish_NoParameterSet_WritesTheStackWithinSeconds()
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal((0, ""), await _appHost.RunAsync("whole", s_publish));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        var stack = await StackAsync();
        Assert.StartsWith("# no format\n", stack, StringComparison.Ordinal);
        Assert.Contains("replicas: 2", stack, StringComparison.Ordinal);
        Assert.False(_appHost.HasUserSecrets);
    }

    [Theory]
    [InlineData("--environment", "Prod")]
    [InlineData("--AiStack:Environment", "prod")]
    public async Task Publish_OfAnEnvironment_WritesTheStackInIt(string option, string name)
    {
        Assert.Equal((0, ""), await _appHost.RunAsync("whole", [.. s_publish, option, name, "--AiStack:Publish:Format", "helm"]));

        var stack = await StackAsync();
        Assert.StartsWith("# helm\n", stack, StringComparison.Ordinal);
        Assert.DoesNotContain("replicas: 2", stack, StringComparison.Ordinal);
        Assert.Equal(2, stack.Split("replicas: 3").Length - 1);
    }

    [Theory]
    [InlineData("wrong", "vllm/chat.served_model_name: error AIS209: ")]
    [InlineData("wrong-in-prod", "vllm/chat.replicas: error AIS204: In environment 'prod': vllm/chat.replicas takes a whole number from 1 to 1000, not -1.")]
    public async Task Publish_StackWithErrors_PrintsThemAsCheckDoes_AndWritesNothing(string stack, string start)
    {
        foreach (var way in new[] { s_publish, ["--publisher", "manifest"] })
        {
            var (exitCode, error) = await _appHost.RunAsync(stack, way);

            Assert.Equal(1, exitCode);
            Assert.StartsWith(start, error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
            Assert.False(_appHost.HasWritten);
        }
    }

    [Fact]
    public async Task Publish_EnvironmentWithErrors_IsBlamedAlone()
    {
        var (exitCode, error) = await _appHost.RunAsync("wrong-in-prod", [.. s_publish, "--environment", "prod"]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("vllm/chat.replicas: error AIS204: vllm/chat.replicas takes", error, StringComparison.Ordinal);
        Assert.False(_appHost.HasWritten);
    }

    [Fact]
    public async Task Publish_UnknownEnvironment_IsAnErrorThatNamesTheKnownOnes()
    {
        Assert.Equal(
            (1, "AiStack:Environment: error AIS127: There is no environment 'production' in the stack. Use one of: staging, prod." + Environment.NewLine),
            await _appHost.RunAsync("whole", [.. s_publish, "--AiStack:Environment", "production"]));
        Assert.False(_appHost.HasWritten);
    }

    [Fact]
    public async Task Publish_WhatComesOutHasErrors_PrintsThemAsCheckDoes()
    {
        var (exitCode, error) = await _appHost.RunAsync("whole", [.. s_publish, "--AiStack:Publish:Format", "refused"]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("vllm: error AIS128: The name is taken. Take another." + Environment.NewLine, error, StringComparison.Ordinal);
        Assert.False(_appHost.HasWritten);
        AspireBuild.SkipIfOfficial("why a step failed is in its log, on the other stream");
        Assert.Contains("The stack has errors: nothing was written.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AiStack:Publish: There is no format 'yaml'. There are: plain, helm, argocd.", "--AiStack:Publish:Format", "yaml")]
    [InlineData("AiStack:Publish:Quota is 'maybe'. It takes true or false.", "--AiStack:Publish:Quota", "maybe")]
    public async Task Publish_WrongSetting_IsAWrongCall(string message, params string[] setting)
    {
        var (exitCode, error) = await _appHost.RunAsync("whole", ["--operation", "publish", "--step", "publish", .. setting]);

        Assert.Equal((2, $"Step 'publish-kubernetes-manifests' failed: {message}{Environment.NewLine}"), (exitCode, error));
        Assert.False(_appHost.HasWritten);
    }

    private Task<string> StackAsync() => File.ReadAllTextAsync(Path.Combine(_appHost.Output, "stack.yaml"), TestContext.Current.CancellationToken);
}
