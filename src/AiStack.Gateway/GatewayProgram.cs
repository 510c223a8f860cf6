using AiStack.Gateway.AiGateway;
using AiStack.Gateway.CommandLine;
using AiStack.Gateway.Router;

namespace AiStack.Gateway;

/// <summary>The program: its first argument names the role, the rest are that role's flags.</summary>
internal static class GatewayProgram
{
    /// <summary>Exit code for everything a user can mend on the command line: flags, files, ports.</summary>
    public const int UsageExitCode = 2;

    // Another role is another line here.
    private static readonly Dictionary<string, Func<string[], Task>> s_roles = new(StringComparer.Ordinal)
    {
        ["router"] = RouterRole.RunAsync,
        ["gateway"] = GatewayRole.RunAsync,
    };

    /// <summary>Runs the named role until it is told to stop.</summary>
    /// <param name="args">Role name, then its flags.</param>
    /// <returns>0 after an orderly stop, 2 for a mistake on the command line.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (args.Length == 0 || !s_roles.TryGetValue(args[0], out var run))
            {
                var given = args.Length == 0 ? "No role given" : $"Unknown role '{args[0]}'";
                throw new UsageException($"{given}. Start with: AiStack.Gateway {string.Join('|', s_roles.Keys)} <flags>.");
            }

            await run(args[1..]);
            return 0;
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return UsageExitCode;
        }
    }
}
