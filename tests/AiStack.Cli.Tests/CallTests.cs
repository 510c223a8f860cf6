namespace AiStack.Cli.Tests;

/// <summary>Calls that cannot be carried out get one clear line and exit code 2; help and version please.</summary>
public sealed class CallTests : IDisposable
{
    private readonly Aistack _aistack = new();

    [Theory]
    [InlineData("", "aistack: Say what to do: check, test-policies, run, publish, replay, load, validate, init, explain, schema. See 'aistack --help'.")]
    [InlineData("chek stack.yaml", "aistack: There is no command 'chek'. Did you mean 'check'? See 'aistack --help'.")]
    [InlineData("deploy stack.yaml", "aistack: There is no command 'deploy'. See 'aistack --help'.")]
    [InlineData("--hlep", "aistack: There is no option '--hlep'. Did you mean '--help'? See 'aistack --help'.")]
    [InlineData("check", "aistack: Required argument 'files' missing for command: 'check'. See 'aistack check --help'.")]
    [InlineData("check --formt json stack.yaml", "aistack: There is no option '--formt'. Did you mean '--format'? See 'aistack check --help'.")]
    [InlineData("check stack.yaml --formt", "aistack: There is no option '--formt'. Did you mean '--format'? See 'aistack check --help'.")]
    [InlineData("check --environment --strict stack.yaml", "aistack: The option before '--strict' lacks its value. See 'aistack check --help'.")]
    [InlineData("check --format xml stack.yaml", "aistack: Argument 'xml' not recognized. Must be one of: 'text' 'json'. See 'aistack check --help'.")]
    [InlineData("schema all", "aistack: 'schema' does not take 'all'. See 'aistack schema --help'.")]
    [InlineData("explain AIS999", "aistack: There is no code 'AIS999'. 'aistack explain' lists them.")]
    [InlineData("init raq", "aistack: There is no template 'raq'. Did you mean 'rag'?")]
    [InlineData("run", "aistack: Required argument 'file' missing for command: 'run'. See 'aistack run --help'.")]
    [InlineData("test-policies", "aistack: Required argument 'file' missing for command: 'test-policies'. See 'aistack test-policies --help'.")]
    [InlineData("test-policies stack.yaml --filtre x", "aistack: There is no option '--filtre'. Did you mean '--filter'? See 'aistack test-policies --help'.")]
    [InlineData("run stack.yaml --AiStack:Run", "aistack: There is no option '--AiStack:Run'. A setting is written --Key:Name=value, such as --AiStack:Run=embedded. See 'aistack run --help'.")]
    [InlineData("load --model m", "aistack: Option '--target' is required. See 'aistack load --help'.")]
    public async Task WrongCall_OfAnyKind_GetsOneLineAnd2(string arguments, string line) =>
        Assert.Equal(new(2, "", $"{line}\n"), await _aistack.CallAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public async Task Version_AskedFor_IsANumber() => Assert.Matches(@"^\d+\.\d+\.\d+\n$", (await _aistack.CallAsync("--version")).Output);

    [Theory]
    [InlineData("--help", "check <files>")]
    [InlineData("check --help", "--strict")]
    [InlineData("run --help", "--AiStack:Run=embedded")]
    [InlineData("init --help", "--list")]
    [InlineData("test-policies --help", "--filter")]
    [InlineData("check missing.yaml --help", "Usage:")]
    public async Task Help_AskedFor_NamesWhatThereIs(string arguments, string text)
    {
        var answer = await _aistack.CallAsync(arguments.Split(' '));

        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        Assert.Contains(text, answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain")]
    [InlineData("schema")]
    [InlineData("check /dev/null --format json")]
    public async Task Reader_ThatGoesAwayEarly_IsNoError(string arguments)
    {
        var answer = await _aistack.ShellAsync($"set -o pipefail; {{ $AISTACK {arguments}; echo $? >code; }} | head -c 1 >/dev/null; cat code");

        Assert.Equal("", answer.Errors);
        Assert.Contains(answer.Output.Trim(), new[] { "0", "1" });
    }

    [Theory]
    [InlineData("explain >/dev/full")]
    [InlineData("schema >/dev/full")]
    [InlineData("init --output /proc/stack.yaml")]
    public async Task Output_ThatCannotBeWritten_GetsOneLineAnd1(string arguments)
    {
        var answer = await _aistack.ShellAsync($"$AISTACK {arguments}");

        Assert.Equal(1, answer.ExitCode);
        Assert.Matches("^aistack: [^\n]+\n$", answer.Errors);
    }

    public void Dispose() => _aistack.Dispose();
}
