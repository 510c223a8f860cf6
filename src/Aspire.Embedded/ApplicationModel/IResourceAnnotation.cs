namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a class as something that can be attached to a resource.</summary>
public interface IResourceAnnotation;
