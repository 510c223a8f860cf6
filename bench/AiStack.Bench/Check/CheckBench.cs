using System.Diagnostics;
using System.Globalization;
using System.Text;
using Spectre.Console;

namespace AiStack.Bench.Check;

/// <summary>How long `aistack check` takes, from the start of its process to its end.</summary>
internal static class CheckBench
{
    private const int Runs = 10;
    private const int LargeComponents = 2_000;

    internal static async Task<Table> RunAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("aistack-bench-");
        try
        {
            await PublishAsync(directory.FullName, cancellationToken);
            var aistack = Path.Combine(directory.FullName, "aistack");
            var large = Path.Combine(directory.FullName, "large.yaml");
            await File.WriteAllTextAsync(large, LargeStack(), cancellationToken);

            var table = new Table().Title("aistack check, published ReadyToRun, whole process").AddColumns("what", "median", "lowest", "highest", "goal");
            await AddRowAsync(table, "samples/rag.yaml", aistack, "samples/rag.yaml", "≤ 0.15 s", cancellationToken);
            await AddRowAsync(table, "samples/large.yaml", aistack, "samples/large.yaml", "", cancellationToken);
            await AddRowAsync(table, string.Create(CultureInfo.InvariantCulture, $"{LargeComponents:#,0} components, linked"), aistack, large, "≤ 0.50 s", cancellationToken);
            return table;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task AddRowAsync(Table table, string what, string aistack, string file, string goal, CancellationToken cancellationToken)
    {
        // The first call reads the program from the disk; what is asked for is what a user sees who checks again and again.
        await MeasureAsync(aistack, file, cancellationToken);
        List<TimeSpan> times = [];
        for (var run = 0; run < Runs; run++)
        {
            times.Add(await MeasureAsync(aistack, file, cancellationToken));
        }

        times.Sort();
        table.AddRow(what, Text((times[(Runs - 1) / 2] + times[Runs / 2]) / 2), Text(times[0]), Text(times[^1]), goal);

        static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.000} s");
    }

    private static async Task<TimeSpan> MeasureAsync(string aistack, string file, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(aistack, ["check", file]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? clock.Elapsed : throw new InvalidOperationException($"'{file}' does not check: {output}");
    }

    // A tenth each of vector stores and consumers, the rest models with what scales them: as a large site would have them.
    private static string LargeStack()
    {
        var text = new StringBuilder("apiVersion: aistack/v1\nname: large\ndomain: example.com\ncomponents:\n  prometheus: { kind: prometheus }\n  keda: { kind: keda }\n");
        var links = new StringBuilder("links:\n");
        for (var i = 0; i < (LargeComponents - 2) / 2; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                  vllm-{i}:
                    kind: vllm
                    namespace: models-{i}
                    models:
                      chat: {"{"} model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat, max_model_len: 4096, replicas: 2 {"}"}
                      embed:
                        model_path: BAAI/bge-m3
                        model_type: embedding
                  qdrant-{i}:
                    kind: qdrant
                    namespace: documents-{i}
                    storage: 20Gi
                    collections: {"{"} documents: {"{"} vector_size: 1024 {"}"} {"}"}

                """);
            links.Append(CultureInfo.InvariantCulture, $"""
                  - {"{"} from: prometheus, to: vllm-{i} {"}"}
                  - {"{"} from: keda, to: vllm-{i}/chat, scale_threshold: 5, keda_maxreplicacount: 4 {"}"}

                """);
        }

        return text.Append(links).ToString();
    }

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
