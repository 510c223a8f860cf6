using Aspire.Hosting;

namespace AiStack.Hosting;

/// <summary>A setting on the command line, in the environment or in a configuration file has a value that it cannot have.</summary>
/// <param name="message">Which setting, what it says, and what it takes.</param>
public sealed class InvalidSettingException(string message) : DistributedApplicationException(message)
{
    // Settings are read while the AppHost's own code runs, where nobody catches.
    static InvalidSettingException() => StartErrors.PrintAsOneLine();
}
