using AiStack.Cli.Load;

namespace AiStack.Cli.Tests.Load;

/// <summary>One simulator of known pace, for the tests of a class that need nothing special of it.</summary>
public sealed class PacedSimulator : IAsyncLifetime
{
    /// <summary>Milliseconds to the first token.</summary>
    public const int FirstToken = 150;

    /// <summary>Milliseconds from one token to the next.</summary>
    public const int BetweenTokens = 20;

    private SimulatorProgram? _program;

    public string Address => _program!.Address;

    /// <summary>How many requests a load has, which its seed says.</summary>
    public static int DueWithin(double rate, double seconds, ulong seed)
    {
        var (arrivals, due) = (new Arrivals(rate, seed), 0);
        while (arrivals.Next().TotalSeconds < seconds)
        {
            due++;
        }

        return due;
    }

    public async ValueTask InitializeAsync() =>
        _program = await SimulatorProgram.StartAsync("--time-to-first-token", $"{FirstToken}ms", "--inter-token-latency", $"{BetweenTokens}ms");

    public ValueTask DisposeAsync()
    {
        _program?.Dispose();
        return ValueTask.CompletedTask;
    }
}
