using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AiStack.Simulator.Tests;

public sealed class CommandLineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Unknown option '--bogus'", "m", "--bogus")]
    [InlineData("Unknown option '--bogus'", "--bogus")]
    [InlineData("No model was named")]
    [InlineData("--port takes a whole number from 0 to 65535, not 'abc'", "m", "--port", "abc")]
    [InlineData("--port takes a whole number from 0 to 65535, not '99999'", "m", "--port=99999")]
    [InlineData("--gpu-memory-utilization takes a fraction above 0 and up to 1, not '1.5'", "m", "--gpu_memory_utilization", "1.5")]
    [InlineData("--max-num-seqs takes a whole number", "m", "--max-num-seqs", "0")]
    [InlineData("--fail-rate takes a fraction from 0 to 1", "m", "--fail-rate", "2")]
    [InlineData("--time-to-first-token takes a duration", "m", "--time-to-first-token", "soon")]
    [InlineData("--runner takes one of auto, generate, pooling", "m", "--runner", "jogging")]
    [InlineData("--chat-template: cannot read '/no/such/file'", "m", "--chat-template", "/no/such/file")]
    [InlineData("--enable-auto-tool-choice needs --tool-call-parser", "m", "--enable-auto-tool-choice")]
    [InlineData("--num-gpu-blocks-override 1 holds 16 tokens", "m", "--num-gpu-blocks-override", "1")]
    [InlineData("--host", "m", "--host", "no-such-host.invalid")]
    public async Task WrongArguments_GiveOneLineAndExitCode2(string expected, params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakenPort_IsNamedTogetherWithItsHolder()
    {
        using var holder = new TcpListener(IPAddress.Any, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var (code, _, error) = await RunAsync("m", "--port", $"{port}");

        Assert.Equal(2, code);
        Assert.Contains($"Port {port} is taken", error, StringComparison.Ordinal);
        Assert.Contains("--port", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains($"(process {Environment.ProcessId})", error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--help", "--time-to-first-token")]
    [InlineData("--version", "0.1.0")]
    public async Task HelpAndVersion_AnswerAndEnd(string flag, string expected)
    {
        var (code, output, error) = await RunAsync(flag);

        Assert.Equal(0, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Fact]
    public async Task Vllms_CommonFlags_AreAllTaken()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            "--max-model-len=4096", "--max_num_seqs", "8", "--max-num-batched-tokens", "2048", "--gpu-memory-utilization", "0.8", "--dtype", "bfloat16", "--tensor-parallel-size", "2",
            "--enable-prefix-caching", "--no-enable-chunked-prefill", "--enable-auto-tool-choice", "--tool-call-parser", "hermes", "--enable-lora", "--download-dir", "/tmp", "--trust-remote-code");

        var models = await simulator.Http.GetStringAsync(new Uri("/v1/models", UriKind.Relative), Cancellation);

        Assert.Contains("\"max_model_len\":4096", models, StringComparison.Ordinal);
        Assert.Contains("\"root\":\"org/model\"", models, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralServedNames_AreAllAnswered()
    {
        await using var simulator = await RunningSimulator.StartAsync("--served-model-name", "alias");

        var (status, answer) = await simulator.PostAsync("/v1/completions", new { model = "alias", prompt = "x" });

        Assert.Equal(200, status);
        Assert.Equal("alias", answer.GetProperty("model").GetString());
        Assert.Equal(200, (await simulator.PostAsync("/v1/completions", new { model = RunningSimulator.Model, prompt = "x" })).Status);
    }

    [Fact]
    public async Task Terminate_EndsTheProgramWithinSecondsAndWithCode0()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "SIGTERM exists on Unix only.");
        using var process = Start("m", "--port", "0", "--host", "127.0.0.1");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
            Assert.Contains("listens on http://127.0.0.1:", line, StringComparison.Ordinal);
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);

            await process.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(5), Cancellation);

            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static Process Start(params string[] args) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AiStack.Simulator.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var process = Start(args);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(Cancellation);
            var error = process.StandardError.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
