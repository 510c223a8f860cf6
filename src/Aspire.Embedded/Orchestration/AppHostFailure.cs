using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Ends the application with an error that a user can act on.</summary>
internal sealed class AppHostFailure(IHostApplicationLifetime lifetime)
{
    private string? _message;

    /// <summary>Why the application fails, when it does.</summary>
    internal string? Message => Volatile.Read(ref _message);

    /// <summary>Prints a message, makes the exit code 1 and stops the application. Only the first failure is printed.</summary>
    internal void Fail(string message)
    {
        if (Interlocked.CompareExchange(ref _message, message, null) is null)
        {
            Report(message);
            lifetime.StopApplication();
        }
    }

    /// <summary>Prints a message and makes the exit code 1, unless whoever failed has chosen another one already.</summary>
    internal static void Report(string message, int exitCode = 1)
    {
        Console.Error.WriteLine(message);
        Environment.ExitCode = Environment.ExitCode == 0 ? exitCode : Environment.ExitCode;
    }
}
