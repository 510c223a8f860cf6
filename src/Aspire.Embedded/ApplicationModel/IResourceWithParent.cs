namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is part of another one, as a database is of its server. The dashboard nests it below its parent.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource this one belongs to.</summary>
    IResource Parent { get; }
}
