using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AiStack.Kubernetes.Output;

/// <summary>Only one process at a time replaces output directories within a directory. The system takes the lock back when its process ends, however it ends.</summary>
/// <remarks>
/// On Linux and macOS the parent directory itself is locked (<c>flock</c>), which leaves no file behind and works between containers; on Windows a
/// file in it that goes with its handle.
/// </remarks>
internal sealed class OutputLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly int _descriptor = -1;
    private readonly FileStream? _file;

    private OutputLock(int descriptor) => _descriptor = descriptor;

    private OutputLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <param name="place">The output directory.</param>
    /// <param name="wait">How long another publication may take.</param>
    /// <returns><see langword="null"/>: this directory cannot be locked. Publications do not mix even so, since each is written elsewhere and then moved as a whole.</returns>
    /// <exception cref="OutputException">Another process has held it all the time.</exception>
    public static OutputLock? Take(OutputPlace place, TimeSpan wait)
    {
        var clock = Stopwatch.StartNew();
        return OperatingSystem.IsWindows() ? TakeFile(place, wait, clock) : TakeDirectory(place, wait, clock);
    }

    /// <summary>Lets the next one go on.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        if (_descriptor >= 0)
        {
            _ = CLibrary.Close(_descriptor);
        }
    }

    private static OutputLock? TakeDirectory(OutputPlace place, TimeSpan wait, Stopwatch clock)
    {
        var descriptor = CLibrary.Open(place.Parent, CLibrary.ReadOnly);
        if (descriptor < 0)
        {
            return null;
        }

        var taken = new OutputLock(descriptor);
        while (CLibrary.Lock(descriptor, CLibrary.LockNow) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (CLibrary.IsHeld(error) && clock.Elapsed < wait)
            {
                Thread.Sleep(Pause);
            }
            else if (error != CLibrary.Interrupted)
            {
                taken.Dispose();
                return CLibrary.IsHeld(error) ? throw Busy(place) : null;
            }
        }

        return taken;
    }

    private static OutputLock TakeFile(OutputPlace place, TimeSpan wait, Stopwatch clock)
    {
        while (true)
        {
            try
            {
                return new(new FileStream(Path.Combine(place.Parent, $".{Path.GetFileName(place.Target)}.aistack-lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                    FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
            }
            // A sharing violation, or the moment in which the former holder's file goes.
            catch (Exception error) when (error is IOException { HResult: unchecked((int)0x80070020) } or UnauthorizedAccessException && clock.Elapsed < wait)
            {
                Thread.Sleep(Pause);
            }
            catch (IOException error) when (error.HResult == unchecked((int)0x80070020))
            {
                throw Busy(place);
            }
        }
    }

    private static OutputException Busy(OutputPlace place) =>
        new($"'{place.Target}' is being written by another process: wait until it has ended, or choose another output directory.");
}
