using AiStack.Core;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>Secrets of a stack as Aspire parameters.</summary>
public static class SecretParameters
{
    /// <summary>The parameter that holds a secret's value on a laptop; added when there is none yet.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="secret">The secret. One that can be generated gets a value at its first run, which is kept in the AppHost's user secrets.</param>
    public static IResourceBuilder<ParameterResource> AddSecretParameter(this IDistributedApplicationBuilder builder, SecretReference secret)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(secret);

        var name = NameOf(builder, secret);
        if (builder.Resources.OfType<ParameterResource>().FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)) is { } parameter)
        {
            return builder.CreateResourceBuilder(parameter);
        }

        // Without special characters: these values become parts of URLs.
        return secret.CanBeGenerated
            ? builder.AddParameter(name, new GenerateParameterDefault { MinLength = secret.GeneratedLength, Special = false }, secret: true, persist: true)
            : builder.AddParameter(name, secret: true);
    }

    // A secret that is named like its component is usual, and an application has every name once. The setting's name stays.
    private static string NameOf(IDistributedApplicationBuilder builder, SecretReference secret)
    {
        if (StackModel.Find(builder)?.ReservedNames.Contains(secret.ParameterName) is not true)
        {
            return secret.ParameterName;
        }

        var name = $"{secret.ParameterName}-secret-{secret.Key}";
        if (builder.Configuration[$"Parameters:{secret.ParameterName}"] is { Length: > 0 } given)
        {
            builder.Configuration[$"Parameters:{name}"] = given;
        }

        return name;
    }
}
