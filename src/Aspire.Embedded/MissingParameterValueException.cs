namespace Aspire.Hosting;

/// <summary>A parameter was asked for its value and has none.</summary>
internal class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">Which parameter, and where its value is looked for.</param>
    public MissingParameterValueException(string message) : base(message)
    {
    }

    /// <summary>Creates an exception that was caused by another one.</summary>
    /// <param name="message">Which parameter, and where its value is looked for.</param>
    /// <param name="innerException">The cause.</param>
    public MissingParameterValueException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
