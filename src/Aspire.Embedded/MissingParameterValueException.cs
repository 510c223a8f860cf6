namespace Aspire.Hosting;

/// <summary>A parameter was asked for its value and has none.</summary>
internal class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">Which parameter, and where its value is looked for.</param>
    internal MissingParameterValueException(string message) : base(message)
    {
    }
}
