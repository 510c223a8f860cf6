using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>Turns a mistake in AppHost code, which nobody catches, into one line: a stack trace would hide it.</summary>
internal static class UnhandledFailure
{
    private static int s_installed;

    internal static void Install()
    {
        if (Interlocked.Exchange(ref s_installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => Report(unhandled.ExceptionObject);
        }
    }

    private static void Report(object exception)
    {
        if (exception is Exception mistake && IsAboutTheModel(mistake))
        {
            Console.Error.WriteLine(mistake.Message);
            Environment.Exit(mistake is CommandLineException ? CommandLineException.ExitCode : 1);
        }
    }

    // An exception derived elsewhere has an owner who reports it, with an exit code of its own.
    private static bool IsAboutTheModel(Exception exception) =>
        (exception is DistributedApplicationException && exception.GetType().Assembly == typeof(UnhandledFailure).Assembly)
        || (exception is ArgumentException && new StackTrace(exception).GetFrame(0)?.GetMethod()?.Module.Assembly == typeof(UnhandledFailure).Assembly);
}
