using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiStack.Cli.Tests;

public sealed class CheckTests : IDisposable
{
    private readonly Aistack _aistack = new();

    [Fact]
    public async Task GoodStack_Checked_ExitsWith0AndCountsWhatIsInIt()
    {
        _aistack.Write("stack.yaml", Stacks.Good);

        Assert.Equal(new(0, "No problems in stack.yaml (1 component, 0 links).\n", ""), await _aistack.CallAsync("check", "stack.yaml"));
    }

    [Fact]
    public async Task WrongStack_Checked_ExitsWith1AndALinePerProblem()
    {
        _aistack.Write("stack.yaml", Stacks.Wrong);

        Assert.Equal(new(1, $"stack.yaml:{Stacks.WrongLine}\n1 error in stack.yaml.\n", ""), await _aistack.CallAsync("check", "stack.yaml"));
    }

    // The label of a StatefulSet's pods has a hash behind the name.
    [Fact]
    public async Task NameThatPublishingWouldRefuse_Checked_IsAnError()
    {
        _aistack.Write("stack.yaml", $"apiVersion: aistack/v1\nname: long\ncomponents:\n  {new string('q', 60)}: {{ kind: qdrant }}\n");

        var answer = await _aistack.CallAsync("check", "stack.yaml");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("error AIS128", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralFiles_OneOfThemMissing_AreAllToldOf()
    {
        _aistack.Write("good.yaml", Stacks.Good);
        _aistack.Write("wrong.yaml", Stacks.Wrong);

        var answer = await _aistack.CallAsync("check", "good.yaml", "wrong.yaml", "missing.yaml");

        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith($"wrong.yaml:{Stacks.WrongLine}\nmissing.yaml:1:1: error AIS100: There is no such file.", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n2 errors in 3 files.\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warning_Checked_IsNoErrorUnlessStrict()
    {
        _aistack.Write("stack.yaml", Stacks.Doubtful);

        var (lax, strict) = (await _aistack.CallAsync("check", "stack.yaml"), await _aistack.CallAsync("check", "--strict", "stack.yaml"));

        Assert.Equal(0, lax.ExitCode);
        Assert.StartsWith("stack.yaml:8:3: warning AIS325: ", lax.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n1 warning in stack.yaml (2 components, 0 links).\n", lax.Output, StringComparison.Ordinal);
        Assert.Equal(1, strict.ExitCode);
        Assert.StartsWith("stack.yaml:8:3: error AIS325: ", strict.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_Named_IsTheOnlyOneChecked()
    {
        _aistack.Write("stack.yaml", Stacks.Good + "environments:\n  prod:\n    vllm/chat: { replicas: 0 }\n  dev: {}\n");

        Assert.Equal(1, (await _aistack.CallAsync("check", "stack.yaml")).ExitCode);
        Assert.Equal(1, (await _aistack.CallAsync("check", "stack.yaml", "--environment", "prod")).ExitCode);
        Assert.Equal(0, (await _aistack.CallAsync("check", "stack.yaml", "--environment", "dev")).ExitCode);
        Assert.Contains("AIS127", (await _aistack.CallAsync("check", "stack.yaml", "--environment", "staging")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_AskedFor_HasEveryPartOfAProblem()
    {
        _aistack.Write("stack.yaml", Stacks.Wrong);

        var answer = await _aistack.CallAsync("check", "stack.yaml", "--format", "json");

        using var json = JsonDocument.Parse(answer.Output);
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(1, json.RootElement.GetProperty("errors").GetInt32());
        Assert.Equal(0, json.RootElement.GetProperty("warnings").GetInt32());
        Assert.Equal(
            """{"code":"AIS201","severity":"error","file":"stack.yaml","line":6,"column":5,"path":"components.vllm.gpu_requst","message":"There is no property 'gpu_requst' in vllm.","fix":"Write 'gpu_request'."}""",
            Regex.Replace(json.RootElement.GetProperty("problems")[0].GetRawText(), "\n *", "").Replace("\": ", "\":", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Terminal_WrongStack_ShowsColourAndTheLineWithACaret()
    {
        _aistack.Write("stack.yaml", Stacks.Wrong);

        // `script` gives the program a terminal.
        var answer = await _aistack.ShellAsync("script --quiet --return --command \"$AISTACK check stack.yaml\" /dev/null");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("\e[31merror AIS201:\e[0m", answer.Output, StringComparison.Ordinal);
        Assert.Contains("    6 │\e[0m     gpu_requst: 1\r\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("      │\e[0m     \e[31m^", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminal_NoColorSet_IsPlain()
    {
        _aistack.Write("stack.yaml", Stacks.Wrong);

        Assert.DoesNotMatch("\e\\[[0-9;]*m", (await _aistack.ShellAsync("NO_COLOR=1 script --quiet --return --command \"$AISTACK check stack.yaml\" /dev/null")).Output);
    }

    [Fact]
    public async Task Pipe_FileThatComesThroughOne_IsChecked()
    {
        _aistack.Write("stack.yaml", Stacks.Wrong);

        Assert.Equal($"/dev/stdin:{Stacks.WrongLine}\n1 error in /dev/stdin.\n", (await _aistack.ShellAsync("cat stack.yaml | $AISTACK check /dev/stdin")).Output);
    }

    public void Dispose() => _aistack.Dispose();
}
