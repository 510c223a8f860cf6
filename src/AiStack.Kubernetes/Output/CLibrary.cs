using System.Runtime.InteropServices;

namespace AiStack.Kubernetes.Output;

/// <summary>The calls of the C library that .NET has no method for, with the numbers that Linux and macOS give to their constants.</summary>
internal static partial class CLibrary
{
    /// <summary>No such call, an unknown flag, or a file system that cannot do it.</summary>
    public static bool IsUnsupported(int error) => error is InvalidArgument || error == (OperatingSystem.IsMacOS() ? 78 : 38) || error is 95 or 102 or 45;

    /// <summary>Somebody else has the lock.</summary>
    public static bool IsHeld(int error) => error == (OperatingSystem.IsMacOS() ? 35 : 11);

    /// <summary>A failure as .NET's own methods report it.</summary>
    public static Exception Failure(int error) => error is NotPermitted or AccessDenied
        ? new UnauthorizedAccessException(Marshal.GetPInvokeErrorMessage(error))
        : new IOException(Marshal.GetPInvokeErrorMessage(error), error);

    /// <summary>EPERM.</summary>
    public const int NotPermitted = 1;

    /// <summary>EACCES.</summary>
    public const int AccessDenied = 13;

    /// <summary>EINVAL.</summary>
    public const int InvalidArgument = 22;

    /// <summary>EINTR.</summary>
    public const int Interrupted = 4;

    /// <summary>AT_FDCWD of Linux: paths are taken as they are.</summary>
    public const int CurrentDirectory = -100;

    /// <summary>RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS.</summary>
    public const uint Exchange = 2;

    /// <summary>LOCK_EX | LOCK_NB.</summary>
    public const int LockNow = 2 | 4;

    /// <summary>O_RDONLY | O_CLOEXEC.</summary>
    public static int ReadOnly => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int RenameAt2(int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "renamex_np", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int RenameX(string from, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Lock(int descriptor, int operation);
}
