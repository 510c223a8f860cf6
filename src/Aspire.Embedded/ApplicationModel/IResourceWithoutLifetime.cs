namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that neither starts nor stops, such as a parameter: waiting for it means nothing.</summary>
internal interface IResourceWithoutLifetime : IResource;
