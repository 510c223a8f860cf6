namespace AiStack.Bench.LoadClient;

/// <summary>How .NET's sockets use threads in this process.</summary>
public static class SocketThreads
{
    /// <summary>Makes one thread wait for all sockets and run what follows a receive, instead of handing it to the thread pool.</summary>
    /// <remarks>
    /// Halves the client's cost on a machine that it shares with the server. Must be called before the first socket of the
    /// process; do not call it in a run that also hosts a server in this process.
    /// The two variables are those that <c>System.Net.Sockets</c> reads once, on Unix only.
    /// </remarks>
    public static void UseOne()
    {
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
    }
}
