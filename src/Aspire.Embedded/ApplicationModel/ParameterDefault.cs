namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a parameter is when configuration says nothing.</summary>
public abstract class ParameterDefault
{
    /// <summary>The default value.</summary>
    /// <returns>The value.</returns>
    public abstract string GetDefaultValue();
}
