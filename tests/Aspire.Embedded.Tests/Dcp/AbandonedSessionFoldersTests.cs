using System.Diagnostics;
using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Embedded.Tests.Dcp;

public sealed class AbandonedSessionFoldersTests
{
    [Fact]
    public void Remove_FolderOfAnAppHostThatHasEnded_IsGoneAndThatOfALivingOneStays()
    {
        var ended = Folder(IdOfAProcessThatHasEnded());
        var living = Folder(Environment.ProcessId);
        try
        {
            AbandonedSessionFolders.Remove(NullLogger.Instance);

            Assert.False(Directory.Exists(ended));
            Assert.True(Directory.Exists(living));
        }
        finally
        {
            Directory.Delete(living, recursive: true);
        }
    }

    private static string Folder(int appHost)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{DcpSessionFolder.NamePrefix}{appHost}-abcdef");
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "kubeconfig"), "");
        return path;
    }

    private static int IdOfAProcessThatHasEnded()
    {
        using var process = Process.Start("/bin/true");
        process.WaitForExit();
        return process.Id;
    }
}
