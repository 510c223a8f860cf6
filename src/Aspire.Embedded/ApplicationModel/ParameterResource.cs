namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value given from outside: a setting, a key, a password.</summary>
public class ParameterResource : Resource, IExpressionValue
{
    private readonly Lazy<string> _value;

    /// <summary>Creates a parameter.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="callback">Finds the value; called at most once, with <see cref="Default"/>.</param>
    /// <param name="secret">Whether the value is hidden wherever it would be shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false) : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);

        // Failures are not remembered by Lazy in this mode: the value may be set while the application runs.
        _value = new(() => callback(Default), LazyThreadSafetyMode.PublicationOnly);
        Secret = secret;
    }

    /// <summary>Whether the value is hidden wherever it would be shown.</summary>
    public bool Secret { get; }

    /// <summary>The value when configuration says nothing.</summary>
    /// <value><see langword="null"/> (default): the parameter has to be given.</value>
    internal ParameterDefault? Default { get; set; }

    /// <summary>The symbolic form.</summary>
    public string ValueExpression => $"{{{Name}.value}}";

    internal string ConfigurationKey => $"Parameters:{Name}";

    /// <summary>The value.</summary>
    /// <param name="cancellationToken">Not used: the value is there or it is missing.</param>
    /// <returns>The value.</returns>
    /// <exception cref="MissingParameterValueException">Configuration has no value for it, and it has no default.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        try
        {
            return ValueTask.FromResult<string?>(_value.Value);
        }
        catch (MissingParameterValueException missing)
        {
            return ValueTask.FromException<string?>(missing);
        }
    }
}
