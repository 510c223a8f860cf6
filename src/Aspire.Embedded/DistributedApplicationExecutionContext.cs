namespace Aspire.Hosting;

/// <summary>What an AppHost was started for, and its services once they are there.</summary>
/// <param name="operation">What it was started for.</param>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    private IServiceProvider? _services;

    /// <summary>What the AppHost was started for.</summary>
    internal DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>Whether the application runs on this machine.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Whether files are written to run it elsewhere.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>The application's services.</summary>
    /// <exception cref="InvalidOperationException">The application is not built yet.</exception>
    public IServiceProvider Services
    {
        get => _services ?? throw new InvalidOperationException("The services are not there before the application is built.");
        internal set => _services = value;
    }
}
