namespace Aspire.Hosting.Orchestration;

/// <summary>The AppHost's own command line cannot be understood.</summary>
internal sealed class CommandLineException(string message) : DistributedApplicationException(message)
{
    internal const int ExitCode = 2;
}
