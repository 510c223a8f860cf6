namespace AiStack.Tests;

/// <summary>The container engine of this machine, by its command line.</summary>
internal static class ContainerEngine
{
    /// <summary>Skips the test (fails it on CI) where no engine answers.</summary>
    public static async Task RequireAsync(CancellationToken cancelled)
    {
        if (!await AnswersAsync(cancelled))
        {
            Requirement.IsMissing("No container engine answers (Debian: apt-get install docker.io, then start dockerd).");
        }
    }

    /// <summary>Runs <c>docker</c> and fails the test when that fails.</summary>
    /// <returns>Its standard output, trimmed.</returns>
    public static Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancelled) => Command.OutputOfAsync("docker", arguments, cancelled);

    private static async Task<bool> AnswersAsync(CancellationToken cancelled)
    {
        try
        {
            return (await Command.RunAsync("docker", ["version", "--format", "{{.Server.Version}}"], cancelled)).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no program of this name.
            return false;
        }
    }
}
