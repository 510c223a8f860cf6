using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AiStack.Components;

namespace AppHost.Tests;

/// <summary>What the README says to type is typed here.</summary>
public sealed partial class ReadmeTests(RunningStackFixture stack) : IClassFixture<RunningStackFixture>
{
    [Fact]
    public async Task CurlLines_OfTheReadme_AllAnswer()
    {
        var commands = CodeBlocks("bash").Where(block => block.Contains("curl ", StringComparison.Ordinal))
            .SelectMany(block => block.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(command => command.Contains("curl ", StringComparison.Ordinal)).ToList();
        var ports = new Dictionary<string, int> { [":8000"] = stack.Router.Port, [":9080"] = stack.PortOf("apisix-gateway", "http"), [":9443"] = stack.PortOf("apisix-gateway", "https") };

        Assert.Equal(7, commands.Count);
        foreach (var command in commands)
        {
            var here = ports.Aggregate(command, (text, port) => text.Replace($"localhost{port.Key}", string.Create(CultureInfo.InvariantCulture, $"localhost:{port.Value}"), StringComparison.Ordinal));
            var answer = await RunAsync(here.Replace("curl ", "curl --silent --show-error --fail --max-time 20 ", StringComparison.Ordinal));
            Assert.True(answer.Contains("\"object\":", StringComparison.Ordinal), $"{command}\nanswered: {answer}");
        }
    }

    [Fact]
    public void Stack_OfTheReadme_IsTheAppHosts()
    {
        var program = File.ReadAllText(Path.Combine(RunningAppHost.RepositoryRoot, "AppHost", "Program.cs"));

        var snippet = Assert.Single(CodeBlocks("csharp"));
        Assert.All(snippet.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(line, program, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_OfTheReadme_AreThoseOfTheModel()
    {
        const string Head = "| from → to | what the link does |\n|---|---|\n";
        var table = string.Concat(ComponentCatalog.Schema.Links.Select(link => $"| {link} | {link.Description} |\n"));
        var start = Readme.IndexOf(Head, StringComparison.Ordinal) + Head.Length;
        var end = Readme.IndexOf("\n\n", start, StringComparison.Ordinal) + 1;
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(RunningAppHost.RepositoryRoot, "README.md"), Readme[..start] + table + Readme[end..]);
        }

        Assert.Equal(table, Readme[start..(Readme.IndexOf("\n\n", start, StringComparison.Ordinal) + 1)]);
    }

    [Fact]
    public void Files_ThatTheReadmeLinksTo_Exist() =>
        Assert.All(Link().Matches(Readme).Select(match => match.Groups[1].Value).Where(target => !target.StartsWith("http", StringComparison.Ordinal)),
            target => Assert.True(Path.Exists(Path.Combine(RunningAppHost.RepositoryRoot, target)), target));

    private static string Readme => File.ReadAllText(Path.Combine(RunningAppHost.RepositoryRoot, "README.md"));

    private static IEnumerable<string> CodeBlocks(string language) => CodeBlock().Matches(Readme).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value);

    private static async Task<string> RunAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", $"KEY={RunningStackFixture.TeamKey}\n{command}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = shell.StandardOutput.ReadToEndAsync();
        var errors = shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, $"{command}\nended with {shell.ExitCode}: {await errors}");
        return await output;
    }

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
