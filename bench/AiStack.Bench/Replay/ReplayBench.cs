using System.Diagnostics;
using System.Globalization;
using System.Text;
using AiStack.Bench.Publish;
using Spectre.Console;

namespace AiStack.Bench.Replay;

/// <summary>How long `aistack replay` takes for a day of many models in steps of a second, from the start of its process to its end.</summary>
internal static class ReplayBench
{
    private const int Runs = 10;

    internal static async Task<Table> RunAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-bench-");
        try
        {
            await PublishAsync(directory.FullName, cancellationToken);
            var table = new Table().Title("aistack replay, published ReadyToRun, whole process, replay.json and replay.html written").AddColumns("what", "median", "lowest", "highest", "goal");
            foreach (var (models, load, length, goal) in (IEnumerable<(int, string, string, string)>)[(1, "step", "30m", ""), (1, "day", "24h", ""), (50, "day", "24h", "≤ 2.00 s")])
            {
                var stack = Path.Combine(directory.FullName, string.Create(CultureInfo.InvariantCulture, $"stack-{models}.yaml"));
                await File.WriteAllTextAsync(stack, Stack(models), cancellationToken);
                string[] arguments = ["replay", stack, "--load", load, "--for", length, "-o", Path.Combine(directory.FullName, "out")];
                var times = await Measured.TimesAsync(Runs, Path.Combine(directory.FullName, "aistack"), arguments, cancellationToken);
                table.AddRow(string.Create(CultureInfo.InvariantCulture, $"{load} of {length}, {models} model{(models == 1 ? "" : "s")}"), Text(Measured.Median(times)), Text(times[0]), Text(times[^1]), goal);
            }

            return table;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    // Half of them sleep at night.
    private static string Stack(int models)
    {
        var text = new StringBuilder("apiVersion: aistack/v1\nname: many\ncomponents:\n  prometheus: { kind: prometheus }\n  keda: { kind: keda }\n");
        var links = new StringBuilder("links:\n");
        for (var i = 0; i < models; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  vllm-{i}:\n    kind: vllm\n    models:\n      chat: {{ model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, max_model_len: 4096, served_model_name: chat-{i} }}\n");
            links.Append(CultureInfo.InvariantCulture, $"  - {{ from: prometheus, to: vllm-{i} }}\n  - {{ from: keda, to: vllm-{i}/chat, keda_minreplicacount: {i % 2}, keda_maxreplicacount: {3 + (i % 5)} }}\n");
        }

        return text.Append(links).ToString();
    }

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.000} s");

    private static async Task PublishAsync(string directory, CancellationToken cancellationToken)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", "src/AiStack.Cli", "-c", "Release", "-o", directory, "--nologo", "-v", "q"]))!;
        await publish.WaitForExitAsync(cancellationToken);
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException("aistack could not be published; run the benchmark from the repository's root.");
        }
    }
}
