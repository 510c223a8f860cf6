namespace Aspire.Hosting.Eventing;

/// <summary>Marks a class as something that happens in an application.</summary>
public interface IDistributedApplicationEvent;
