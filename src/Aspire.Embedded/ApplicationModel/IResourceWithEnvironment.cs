namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource whose process sees environment variables.</summary>
public interface IResourceWithEnvironment : IResource;
