using AiStack.Hosting.Model;
using Aspire.Hosting;

namespace AiStack.Hosting;

/// <summary>Turns what ends an AppHost before it runs into one line, instead of a stack trace that says nothing to its user.</summary>
internal static class StartErrors
{
    private static int s_installed;

    /// <summary>Prints an exception of ours that nobody caught as one line on the error stream, and ends the process: with 2 for a wrong setting, 1 for anything else.</summary>
    internal static void PrintAsOneLine()
    {
        if (Interlocked.Exchange(ref s_installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
            {
                // Aspire's own Run waits for a task, and so wraps what the task threw.
                if (Unwrap(unhandled.ExceptionObject) is DistributedApplicationException error)
                {
                    // Problems of the stack are lines of their own, as `aistack check` prints them.
                    Console.Error.WriteLine(error is StackProblemsException ? error.Message : $"error: {error.Message}");
                    Environment.Exit(error is InvalidSettingException ? 2 : 1);
                }
            };
        }
    }

    private static object Unwrap(object thrown) => thrown is AggregateException { InnerExceptions: [var only] } ? only : thrown;
}
