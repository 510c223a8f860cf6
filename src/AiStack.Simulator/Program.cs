using AiStack.Simulator.CommandLine;
using AiStack.Simulator.Serving;

try
{
    if (CommandLineReader.Read(args, Console.Out) is not { } options)
    {
        return 0;
    }

    await using var server = await SimulatorServer.StartAsync(options, Console.Out);
    await Console.Out.WriteLineAsync(
        $"INFO:     {string.Join(", ", options.ServedNames)} ({options.Model}, simulated) listens on {server.Address} with max_model_len {options.MaxModelLength}, max_num_seqs {options.MaxSequences}, seed {options.Seed}");
    await server.WaitAsync();
    return 0;
}
catch (CommandLineException problem)
{
    await Console.Error.WriteLineAsync($"error: {problem.Message}");
    return 2;
}
