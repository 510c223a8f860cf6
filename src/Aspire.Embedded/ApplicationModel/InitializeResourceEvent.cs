using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The moment from which a resource that drives itself does so.</summary>
public class InitializeResourceEvent : IDistributedApplicationResourceEvent
{
    /// <summary>Creates the event.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="distributedApplicationEventing">For events of its own.</param>
    /// <param name="resourceLoggerService">Has its log.</param>
    /// <param name="resourceNotificationService">Takes its states.</param>
    /// <param name="services">The application's services.</param>
    public InitializeResourceEvent(
        IResource resource,
        IDistributedApplicationEventing distributedApplicationEventing,
        ResourceLoggerService resourceLoggerService,
        ResourceNotificationService resourceNotificationService,
        IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(distributedApplicationEventing);
        ArgumentNullException.ThrowIfNull(resourceLoggerService);
        ArgumentNullException.ThrowIfNull(resourceNotificationService);
        ArgumentNullException.ThrowIfNull(services);

        Resource = resource;
        Eventing = distributedApplicationEventing;
        Logger = resourceLoggerService.GetLogger(resource);
        Notifications = resourceNotificationService;
        Services = services;
    }

    /// <summary>The resource.</summary>
    public IResource Resource { get; }

    /// <summary>For events of its own.</summary>
    internal IDistributedApplicationEventing Eventing { get; }

    /// <summary>Writes to its log.</summary>
    public ILogger Logger { get; }

    /// <summary>Takes its states.</summary>
    public ResourceNotificationService Notifications { get; }

    /// <summary>The application's services.</summary>
    public IServiceProvider Services { get; }
}
