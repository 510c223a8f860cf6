using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Secrets that nobody has to think of while a stack runs on a laptop.</summary>
public static class GeneratedSecretExtensions
{
    /// <summary>Adds a secret parameter that gets a random value at its first run, which is kept in the AppHost's user secrets.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the parameter; in the cluster the Kubernetes Secret of that name has the value. Configuration <c>Parameters:&lt;name&gt;</c> wins over the random one.</param>
    /// <returns>The parameter, as <c>AddParameter</c> returns it.</returns>
    /// <example>
    /// <code>
    /// gateway.WithApiKey(builder.AddGeneratedSecret("team-key"));
    /// </code>
    /// </example>
    public static IResourceBuilder<ParameterResource> AddGeneratedSecret(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.AddSecretParameter(new(name, "key"));
    }
}
