using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Orchestration;

/// <summary>Variables and arguments of a resource as its callbacks leave them: texts, and values that are still to be evaluated.</summary>
/// <param name="Variables">The variables.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record RawConfiguration(IReadOnlyDictionary<string, object> Variables, IReadOnlyList<object> Arguments)
{
    /// <summary>Runs the callbacks of a resource.</summary>
    internal static async Task<RawConfiguration> OfAsync(
        IResource resource, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken, ILogger? logger = null)
    {
        logger ??= NullLogger.Instance;
        var environment = new EnvironmentCallbackContext(executionContext, resource, cancellationToken: cancellationToken) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(environment).ConfigureAwait(false);
        }

        var commandLine = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = executionContext, Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(commandLine).ConfigureAwait(false);
        }

        return new(environment.EnvironmentVariables, [.. commandLine.Args]);
    }
}
