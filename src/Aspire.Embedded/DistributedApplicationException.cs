namespace Aspire.Hosting;

/// <summary>The application cannot be built or run as it is described; the message says what to change.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Creates an exception without a message.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong, and what to change.</param>
    public DistributedApplicationException(string message) : base(message)
    {
    }

    /// <summary>Creates an exception that was caused by another one.</summary>
    /// <param name="message">What is wrong, and what to change.</param>
    /// <param name="inner">The cause.</param>
    public DistributedApplicationException(string message, Exception inner) : base(message, inner)
    {
    }
}
