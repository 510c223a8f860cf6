namespace Aspire.Hosting.ApplicationModel;

/// <summary>Anything an application is made of: a container, a process, a parameter, or a thing a component invents.</summary>
public interface IResource
{
    /// <summary>The name that is unique in the application, compared without regard to case.</summary>
    string Name { get; }

    /// <summary>What has been said about the resource so far: endpoints, environment callbacks, waits, commands.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
