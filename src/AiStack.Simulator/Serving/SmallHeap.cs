namespace AiStack.Simulator.Serving;

/// <summary>Keeps the heap of a busy server small.</summary>
/// <remarks>
/// The collector lets new objects pile up to the size of the processor's cache before it looks at them: 20 to 60 MB on
/// common machines, several times what lives. The size can be set, but only in the environment (<c>DOTNET_GCgen0size</c>)
/// and not by the program itself; so it is asked to look earlier. A collection of the youngest objects takes well under
/// a millisecond here, a few dozen times a second under full load.
/// </remarks>
internal static class SmallHeap
{
    private const long Budget = 4 * 1024 * 1024;
    private const int RequestsPerLook = 32;

    private static long _nextCollection = Budget;
    private static int _requests;

    /// <summary>To be called for each request.</summary>
    public static void Tick()
    {
        if (Interlocked.Increment(ref _requests) % RequestsPerLook != 0)
        {
            return;
        }

        var allocated = GC.GetTotalAllocatedBytes();
        var next = Volatile.Read(ref _nextCollection);
        if (allocated >= next && Interlocked.CompareExchange(ref _nextCollection, allocated + Budget, next) == next)
        {
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        }
    }

    /// <summary>Gives back what starting took and nobody needs any more.</summary>
    public static void Settle() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
