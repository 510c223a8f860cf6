namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource whose start can be held back until others are there.</summary>
public interface IResourceWithWaitSupport : IResource;
