using AiStack.Bench.Check;
using AiStack.Bench.Gateway;
using AiStack.Bench.Publish;
using AiStack.Bench.Replay;
using AiStack.Bench.Router;
using AiStack.Bench.Scaling;
using AiStack.Bench.Simulator;
using AiStack.Bench.Start;
using Spectre.Console;

// What is measured against runs in processes of its own: this program again.
if (args is [PeerPrograms.Role, ..])
{
    await PeerPrograms.RunAsync(args[1..]);
    return 0;
}

// One program, one table per subject: `dotnet run -c Release --project bench/AiStack.Bench -- <subject>`.
var subjects = new Dictionary<string, Func<CancellationToken, Task<Table>>>(StringComparer.Ordinal)
{
    ["start"] = StartBench.RunAsync,
    ["router"] = RouterBench.RunAsync,
    ["gateway"] = GatewayBench.RunAsync,
    ["check"] = CheckBench.RunAsync,
    ["publish"] = PublishBench.RunAsync,
    ["replay"] = ReplayBench.RunAsync,
    ["scaling"] = ScalingBench.RunAsync,
    ["simulator"] = SimulatorSubject.RunAsync,
};

var wanted = args.Length == 0 ? [.. subjects.Keys] : args;
var unknown = wanted.Where(name => !subjects.ContainsKey(name)).ToArray();
if (unknown.Length > 0)
{
    await Console.Error.WriteLineAsync($"Unknown subject '{string.Join("', '", unknown)}'. There are: {string.Join(", ", subjects.Keys)}.");
    return 2;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    interrupted.Cancel();
};

foreach (var name in wanted)
{
    AnsiConsole.Write(await subjects[name](interrupted.Token));
}

return 0;
