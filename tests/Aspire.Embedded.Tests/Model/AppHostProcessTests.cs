namespace Aspire.Embedded.Tests.Model;

public sealed class AppHostProcessTests
{
    [Theory]
    [InlineData("duplicate", "Cannot add resource of type 'Aspire.Hosting.ApplicationModel.ParameterResource' with name 'Greeting' because")]
    [InlineData("bad-name", "Resource name '-greeting' is invalid. Name must start with an ASCII letter.")]
    [InlineData("bad-at-start", "The model is wrong.")]
    public async Task Run_MistakeInTheModel_PrintsItWithoutStackTraceAndExitsWith1(string model, string message)
    {
        var (exitCode, _, error) = await AppHostProcess.RunAsync("--model", model);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task Run_UnknownOperation_IsOneLineAndExitsWith2()
    {
        var (exitCode, _, error) = await AppHostProcess.RunAsync("--operation", "dance");
        Assert.Equal("'--operation dance' is not known. Use '--operation run' or '--operation publish'." + Environment.NewLine, error);
        Assert.Equal(2, exitCode);
    }

    [Fact]
    public async Task Publish_Steps_WriteWhereTheyAreToldTo()
    {
        var directory = Directory.CreateTempSubdirectory("aistack-test-");
        try
        {
            var target = Path.Combine(directory.FullName, "out");
            var (exitCode, output, error) = await AppHostProcess.RunAsync("--model", "steps", "--operation", "publish", "--step", "publish", "--output-path", target);
            Assert.Equal((0, ""), (exitCode, error));
            Assert.Contains("(write) done", output, StringComparison.Ordinal);
            Assert.Equal("written", await File.ReadAllTextAsync(Path.Combine(target, "written.txt"), TestContext.Current.CancellationToken));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("fail", "Step 'fail' failed: the disk is full")]
    [InlineData("dance", "'dance' is not a step of the pipeline. Its steps are: fail, look, publish, publish-manifest, publish-prereq, write.")]
    public async Task Publish_StepThatCannotBeDone_IsSaidAndExitsWith1(string step, string message)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-test-");
        try
        {
            var (exitCode, _, error) = await AppHostProcess.RunAsync("--model", "steps", "--operation", "publish", "--step", step, "--output-path", directory.FullName);
            Assert.Equal((1, message + Environment.NewLine), (exitCode, error));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
