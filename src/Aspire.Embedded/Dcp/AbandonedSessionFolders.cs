using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>Removes the session folders of runs whose AppHost and DCP were both killed, which nobody else would ever remove.</summary>
internal static class AbandonedSessionFolders
{
    internal static void Remove(ILogger logger)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), DcpSessionFolder.NamePrefix + "*"))
        {
            // A DCP whose AppHost was killed a moment ago is still cleaning up in there, and will delete the folder itself.
            if (DcpSessionFolder.AppHostOf(folder) is not { } processId || RunningProcess.Exists(processId) || DcpProcesses.WorkingIn(folder).Count > 0)
            {
                continue;
            }

            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's folder, or another AppHost removing it at this moment: neither concerns this run.
                logger.LogDebug(exception, "The folder {Folder} of an earlier run could not be removed.", folder);
            }
        }
    }
}
