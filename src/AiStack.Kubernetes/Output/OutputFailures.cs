namespace AiStack.Kubernetes.Output;

/// <summary>Tells what the system said about an output directory as a sentence that says what to change.</summary>
internal static class OutputFailures
{
    /// <summary>The failure as a user reads it.</summary>
    /// <param name="directory">The output directory as the user named it.</param>
    /// <param name="error">What the system said.</param>
    public static OutputException Tell(string directory, Exception error) => new(Sentence(directory, error), error);

    private static string Sentence(string directory, Exception error) => (error, Code(error)) switch
    {
        (_, Failure.DiskFull) => $"'{directory}' cannot be written, the disk is full: make room, or choose an output directory on another disk.",
        (_, Failure.ReadOnly) => $"'{directory}' cannot be written, the file system is read-only: choose an output directory elsewhere.",
        (_, Failure.MountPoint) => $"'{directory}' cannot be replaced as a whole, since it is a mount point or in use: choose a directory in it, such as '{Path.Combine(directory, "out")}'.",
        (PathTooLongException, _) or (_, Failure.NameTooLong) => $"'{directory}' cannot be written, a path in it is too long: choose an output directory with a shorter name.",
        (UnauthorizedAccessException, _) => $"'{directory}' cannot be replaced, you may not write there ({error.Message.TrimEnd('.')}): give yourself the permission to write to the directory that it is in, or choose another one.",
        _ => $"'{directory}' cannot be written ({error.Message.TrimEnd('.')}): check the path and the disk, or choose another output directory.",
    };

    // On Unix .NET gives the number of the C library as the result of errors that have no class of their own.
    private static Failure Code(Exception error) => (OperatingSystem.IsWindows(), error.HResult) switch
    {
        (true, unchecked((int)0x80070070) or unchecked((int)0x80070027)) => Failure.DiskFull,
        (false, 28) => Failure.DiskFull,
        (false, 122) when OperatingSystem.IsLinux() => Failure.DiskFull,
        (false, 69) when OperatingSystem.IsMacOS() => Failure.DiskFull,
        (false, 30) => Failure.ReadOnly,
        (true, unchecked((int)0x80070013)) => Failure.ReadOnly,
        (false, 16 or 18) => Failure.MountPoint,
        (false, 36) when OperatingSystem.IsLinux() => Failure.NameTooLong,
        (false, 63) when OperatingSystem.IsMacOS() => Failure.NameTooLong,
        _ => Failure.Other,
    };

    private enum Failure
    {
        Other,
        DiskFull,
        ReadOnly,
        MountPoint,
        NameTooLong,
    }
}
