using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Finds the values of parameters.</summary>
internal static class ParameterValues
{
    /// <summary>The value in configuration, else the default.</summary>
    /// <exception cref="MissingParameterValueException">There is neither.</exception>
    internal static string Find(IConfiguration configuration, string name, ParameterDefault? @default)
    {
        var key = $"Parameters:{name}";
        return configuration[key]
            ?? configuration[Normalize(key)]
            ?? @default?.GetDefaultValue()
            ?? throw new MissingParameterValueException(
                $"Parameter resource could not be used because configuration key '{key}' is missing and the Parameter has no default value. "
                + $"Set it with `--{key} VALUE`, the environment variable '{Normalize(key).Replace(":", "__", StringComparison.Ordinal)}' or `dotnet user-secrets set \"{key}\" VALUE`.");
    }

    /// <summary>Shells take no hyphen in the name of a variable.</summary>
    private static string Normalize(string key) => key.Replace('-', '_');
}
