using System.CommandLine;

namespace AiStack.Simulator.CommandLine;

/// <summary>Turns the program's arguments into options, or into a text and an exit code.</summary>
internal static class CommandLineReader
{
    /// <summary>Reads the arguments.</summary>
    /// <returns>The options, or <see langword="null"/> when <c>--help</c> or <c>--version</c> has been answered.</returns>
    /// <exception cref="CommandLineException">The arguments are wrong; the message says which and how.</exception>
    public static ServerOptions? Read(IReadOnlyList<string> args, TextWriter output)
    {
        var serve = new ServeCommand();
        var parsed = serve.Create().Parse([.. args.Skip(args is ["serve", ..] ? 1 : 0).Select(Dashes)]);
        if (parsed.Errors is [var first, ..])
        {
            throw new CommandLineException(parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-')) is { } unknown
                ? $"Unknown option '{unknown}'. See --help for those there are."
                : first.Message.ReplaceLineEndings(" "));
        }

        // The command has no action of its own, so an action can only be that of --help or --version.
        if (parsed.Action is not null)
        {
            parsed.Invoke(new InvocationConfiguration { Output = output });
            return null;
        }

        return serve.Read(parsed);
    }

    // vLLM takes --gpu_memory_utilization as well.
    private static string Dashes(string arg)
    {
        if (!arg.StartsWith("--", StringComparison.Ordinal))
        {
            return arg;
        }

        var name = arg.AsSpan(0, arg.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end ? end : arg.Length);
        return string.Concat(name.ToString().Replace('_', '-'), arg.AsSpan(name.Length));
    }
}
