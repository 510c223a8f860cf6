namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that others reach over the network.</summary>
public interface IResourceWithEndpoints : IResource;
