using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds values that are given from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter whose value is in configuration under <c>Parameters:{name}</c>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name. In environment variables a hyphen may be written as an underscore.</param>
    /// <param name="secret">Whether the value is hidden wherever it would be shown.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, [ResourceName] string name, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return builder.AddParameter(name, @default => ParameterValues.Find(builder.Configuration, name, @default), secret);
    }

    /// <summary>Adds a parameter with a value, which configuration does not change.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="publishValueAsDefault">Whether the value is published as a default; a secret may not be.</param>
    /// <param name="secret">Whether the value is hidden wherever it would be shown.</param>
    /// <returns>Its builder.</returns>
    /// <exception cref="ArgumentException">A secret would be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, [ResourceName] string name, string value, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);

        if (publishValueAsDefault && secret)
        {
            throw new ArgumentException("A parameter cannot be both secret and published as a default value.", nameof(secret));
        }

        var parameter = builder.AddParameter(name, _ => value, secret);
        if (publishValueAsDefault)
        {
            parameter.Resource.Default = new ConstantParameterDefault(value);
        }

        return parameter;
    }

    /// <summary>Adds a parameter whose value is in configuration under <c>Parameters:{name}</c>, with a default.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="value">The default, such as <see cref="GenerateParameterDefault"/>.</param>
    /// <param name="secret">Whether the value is hidden wherever it would be shown.</param>
    /// <param name="persist">Whether a default that was used is kept in the AppHost's user secrets, so that the next run has the same. Only when it runs, not when it publishes.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, [ResourceName] string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);

        var @default = persist && builder.ExecutionContext.IsRunMode ? UserSecrets.Persisting(builder, name, value) : value;
        var parameter = builder.AddParameter(name, fallback => ParameterValues.Find(builder.Configuration, name, fallback), secret);
        parameter.Resource.Default = @default;
        return parameter;
    }

    /// <summary>Makes a generated password without adding it to the application; those who use it add it, or keep it to themselves.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name; configuration under <c>Parameters:{name}</c> comes before the generated value.</param>
    /// <param name="lower">Whether it has lower-case letters.</param>
    /// <param name="upper">Whether it has upper-case letters.</param>
    /// <param name="numeric">Whether it has digits.</param>
    /// <param name="special">Whether it has special characters.</param>
    /// <param name="minLower">Lower-case letters, at least.</param>
    /// <param name="minUpper">Upper-case letters, at least.</param>
    /// <param name="minNumeric">Digits, at least.</param>
    /// <param name="minSpecial">Special characters, at least.</param>
    /// <returns>The parameter: 22 characters, secret, kept in the AppHost's user secrets when it runs.</returns>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0) =>
        CreateGeneratedParameter(builder, name, secret: true, new GenerateParameterDefault
        {
            // 128 bits of entropy need 22 characters of the smallest alphabet that anyone picks.
            MinLength = 22,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        });

    /// <summary>Makes a parameter with a generated value without adding it to the application.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name; configuration under <c>Parameters:{name}</c> comes before the generated value.</param>
    /// <param name="secret">Whether the value is hidden wherever it would be shown.</param>
    /// <param name="parameterDefault">What is generated.</param>
    /// <returns>The parameter; its value is kept in the AppHost's user secrets when it runs.</returns>
    internal static ParameterResource CreateGeneratedParameter(IDistributedApplicationBuilder builder, string name, bool secret, GenerateParameterDefault parameterDefault)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(parameterDefault);

        return new ParameterResource(name, fallback => ParameterValues.Find(builder.Configuration, name, fallback), secret)
        {
            Default = builder.ExecutionContext.IsRunMode ? UserSecrets.Persisting(builder, name, parameterDefault) : parameterDefault,
        };
    }

    private static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, Func<ParameterDefault?, string> find, bool secret) =>
        builder.AddResource(new ParameterResource(name, find, secret)).WithInitialState(new CustomResourceSnapshot
        {
            ResourceType = "Parameter",
            Properties = [new("parameter.secret", secret ? bool.TrueString : bool.FalseString), new(CustomResourceKnownProperties.Source, $"Parameters:{name}")],
        });
}
