using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs the environment and argument callbacks of a resource and turns what they leave into text.</summary>
internal static class ResourceConfigurationResolver
{
    /// <summary>Resolves variables and arguments; waits for endpoints and other values that are still to come.</summary>
    /// <exception cref="DistributedApplicationException">A value cannot be had; the message names the variable or argument.</exception>
    internal static async Task<ResolvedConfiguration> ResolveAsync(
        IResource resource,
        DistributedApplicationExecutionContext executionContext,
        NetworkIdentifier network,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        var asking = new ValueProviderContext { ExecutionContext = executionContext, Caller = resource, Network = network };

        var raw = await RawConfiguration.OfAsync(resource, executionContext, cancellationToken, logger).ConfigureAwait(false);

        var variables = new List<ResolvedVariable>(raw.Variables.Count);
        foreach (var (name, value) in raw.Variables)
        {
            var text = await ResolveAsync(value, asking, $"the environment variable '{name}' of '{resource.Name}'", cancellationToken).ConfigureAwait(false);
            if (text is not null)
            {
                variables.Add(new(name, text, IsSecret(value)));
            }
        }

        var arguments = new List<ResolvedArgument>(raw.Arguments.Count);
        foreach (var value in raw.Arguments)
        {
            var text = await ResolveAsync(value, asking, $"argument {arguments.Count + 1} of '{resource.Name}'", cancellationToken).ConfigureAwait(false);
            if (text is not null)
            {
                arguments.Add(new(text, IsSecret(value)));
            }
        }

        return new() { Variables = variables, Arguments = arguments };
    }

    /// <summary>Turns strings, numbers, value providers and builders of value providers into text.</summary>
    internal static async Task<string?> ResolveAsync(object? value, ValueProviderContext asking, string what, CancellationToken cancellationToken)
    {
        try
        {
            return Unwrap(value) switch
            {
                null => null,
                string text => text,
                IValueProvider provider => await provider.GetValueAsync(asking, cancellationToken).ConfigureAwait(false),
                bool flag => flag ? "true" : "false",
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                var other => other.ToString(),
            };
        }
        catch (Exception exception) when (exception is DistributedApplicationException or InvalidOperationException)
        {
            throw new DistributedApplicationException($"Cannot set {what}: {exception.Message}", exception);
        }
    }

    /// <summary>Whether a secret parameter is somewhere in a value.</summary>
    internal static bool IsSecret(object? value)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>([value]);

        while (open.TryPop(out var next))
        {
            next = Unwrap(next);
            if (next is ParameterResource { Secret: true })
            {
                return true;
            }

            // The resource behind an endpoint may have a secret connection string; its address is none.
            if (next is not (EndpointReference or EndpointReferenceExpression) && next is IValueWithReferences parts && seen.Add(parts))
            {
                foreach (var part in parts.References)
                {
                    open.Push(part);
                }
            }
        }

        return false;
    }

    private static object? Unwrap(object? value) => value is IResourceBuilder<IResource> builder ? builder.Resource : value;
}
