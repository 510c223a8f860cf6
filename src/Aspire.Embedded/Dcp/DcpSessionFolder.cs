using System.Globalization;
using System.Security.Cryptography;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// The private folder one DCP works in: kubeconfig, certificate, log socket and captured output lie here.
/// DCP deletes it as its last act, so "the folder is gone" is the proof that a detached DCP has finished.
/// </summary>
/// <remarks>Its name carries the process id of the AppHost, so that a later run can tell whether it was left behind by a crash.</remarks>
internal sealed class DcpSessionFolder
{
    internal const string NamePrefix = "aspire-embedded-";

    private DcpSessionFolder(string path) => FullPath = path;

    internal string FullPath { get; }

    internal string Kubeconfig => Path.Combine(FullPath, "kubeconfig");

    internal string LogSocket => Path.Combine(FullPath, "log.sock");

    internal string Certificate => Path.Combine(FullPath, "dcp.crt");

    internal string CertificateKey => Path.Combine(FullPath, "dcp.key");

    internal bool Exists => Directory.Exists(FullPath);

    /// <summary>Makes a fresh folder under the temp path that only this user may enter.</summary>
    internal static DcpSessionFolder Create()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        var path = Path.Combine(Path.GetTempPath(), name);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new DcpSessionFolder(path);
    }

    /// <summary>The process id of the AppHost whose session folder this is, or <see langword="null"/> when it is another kind of folder.</summary>
    internal static int? AppHostOf(string? folder)
    {
        var name = Path.GetFileName(folder);
        if (name is null || !name.StartsWith(NamePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = name[NamePrefix.Length..].Split('-');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    /// <summary>Writes a file that only this user may read.</summary>
    internal static void WritePrivate(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    /// <summary>Deletes the folder when DCP never got far enough to do it.</summary>
    internal void DeleteIfPresent()
    {
        if (Exists)
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }
}
