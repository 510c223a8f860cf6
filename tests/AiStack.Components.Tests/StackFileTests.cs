using System.Diagnostics;
using System.Globalization;
using System.Text;
using AiStack.Core.Checks;
using AiStack.Core.Yaml;

namespace AiStack.Components.Tests;

public sealed class StackFileTests
{
    private const string Text = """
        apiVersion: aistack/v1
        name: rag
        components:
          vllm:
            kind: vllm
            gpu_request: 100
            models:
              chat: { model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat }
        environments:
          staging:
            vllm/chat: { replicas: 5000 }
          prod:
            vllm: { gpu_request: 2 }
            vllm/chat: { replicas: 5000 }
        """;

    [Fact]
    public void Check_NoEnvironment_TellsWhatEachMakesWrongBeyondTheFile() =>
        Assert.Equal(
            [
                "stack.yaml:6:18: error AIS204: vllm.gpu_request takes a whole number from 0 to 64, not 100. Write a whole number from 0 to 64.",
                "stack.yaml:11:28: error AIS204: In environment 'staging': vllm/chat.replicas takes a whole number from 1 to 1000, not 5000. Write a whole number from 1 to 1000.",
                "stack.yaml:14:28: error AIS204: In environment 'prod': vllm/chat.replicas takes a whole number from 1 to 1000, not 5000. Write a whole number from 1 to 1000.",
            ],
            Check(null));

    [Fact]
    public void Check_OneEnvironment_TellsOnlyWhatIsWrongThere() =>
        Assert.Equal(["stack.yaml:14:28: error AIS204: vllm/chat.replicas takes a whole number from 1 to 1000, not 5000. Write a whole number from 1 to 1000."], Check("prod"));

    [Fact]
    public void Check_UnknownEnvironment_ListsThoseThatThereAre() =>
        Assert.Contains("stack.yaml:1:1: error AIS127: There is no environment 'production' in the file. Use one of: staging, prod.", Check("production"));

    private static IEnumerable<string> Check(string? environment) =>
        StackFile.Check(YamlReader.Read(Text, "stack.yaml"), "stack.yaml", ComponentCatalog.Schema, environment).Problems.Select(problem => problem.ToString());

    [Fact]
    public void Check_ThousandsOfLinksToNothing_EndsSoonAndTellsAll()
    {
        const int Count = 3_000;
        var text = new StringBuilder("apiVersion: aistack/v1\nname: many\ncomponents:\n");
        for (var i = 0; i < Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  redis-{i}: {{ kind: redis }}\n");
        }

        text.Append("links:\n");
        for (var i = 0; i < Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{ from: langflow-{i}, to: rediss-{i} }}\n");
        }

        var clock = Stopwatch.StartNew();
        var problems = StackFile.Check(YamlReader.Read(text.ToString(), "many.yaml"), "many.yaml", ComponentCatalog.Schema).Problems;

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");
        Assert.Equal(2 * Count, problems.Count(problem => problem.Kind.Code == "AIS302"));
        Assert.Contains(problems, problem => problem.Fix == "Write 'redis-0'.");
    }
}
