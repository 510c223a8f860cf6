using System.Runtime.InteropServices;

namespace AiStack.Kubernetes.Output;

/// <summary>Exchanges two directories in one step, so that at no moment one of them is missing: <c>renameat2</c> of Linux, <c>renamex_np</c> of macOS.</summary>
internal sealed class AtomicExchange : IDirectoryExchange
{
    /// <inheritdoc/>
    public bool TryExchange(OutputPlace place)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        try
        {
            var result = OperatingSystem.IsMacOS()
                ? CLibrary.RenameX(place.New, place.Target, CLibrary.Exchange)
                : CLibrary.RenameAt2(CLibrary.CurrentDirectory, place.New, CLibrary.CurrentDirectory, place.Target, CLibrary.Exchange);
            var error = Marshal.GetLastPInvokeError();
            return result == 0 || (CLibrary.IsUnsupported(error) ? false : throw CLibrary.Failure(error));
        }
        catch (EntryPointNotFoundException)
        {
            // A C library that is older than the call.
            return false;
        }
    }
}
