using System.Globalization;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// The diagnostic sockets that the .NET runtime of a program puts into the temp folder. It removes them when the program ends by itself; one that is asked to end
/// before it listens to signals leaves them.
/// </summary>
internal static class RuntimeSockets
{
    /// <summary>Removes those of programs that have ended.</summary>
    internal static void Remove(IEnumerable<int> endedPrograms)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(Path.GetTempPath()))
        {
            return;
        }

        foreach (var program in endedPrograms.Where(program => !RunningProcess.Exists(program)))
        {
            var id = program.ToString(CultureInfo.InvariantCulture);
            foreach (var file in (string[])[.. Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{id}-*-socket"), .. Directory.GetFiles(Path.GetTempPath(), $"clr-debug-pipe-{id}-*")])
            {
                File.Delete(file);
            }
        }
    }
}
